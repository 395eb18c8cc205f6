"""Stories of an invented district newspaper, in columns of fourteen em, from which tests make their pages."""

GREENWAY = """本报讯 清溪区政府昨天宣
布，全长三十公里的环湖绿道全
线贯通，市民可以沿着湖岸一路
骑到渡口。
绿道把五座公园连在一起，
沿途新建了十二处驿站，每处都
有饮水和修车的工具，夜里还亮
着灯。
"""
SCHOOL = """本报讯 松林小学的孩子们
上周搬进了新教室。教学楼由旧
粮仓改建，屋顶装着太阳能板，
一年能发八万度电。
"""
SCHOOL_GOES_ON = """校长说，粮仓的木梁都留了
下来，孩子们在梁下读书，抬头
就能看见爷爷奶奶当年写的字"""
