"""What written Chinese is like: words and the probability of texts. Imports core alone."""
