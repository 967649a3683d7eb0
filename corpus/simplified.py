"""Traditional characters as simplified ones, those of names and abbreviations of agencies: numbers are compared by them.

Texts are folded for the search by the whole table of scripts; see `indexer.analysis`.
"""

from __future__ import annotations

_PAIRS = (
    "來来偉伟備备傳传債债僑侨價价億亿優优儲储創创劃划劉刘動动務务勞劳勵励匯汇區区協协厤历員员問问單单國国圍围園园圖图團团垻坝執执報报場场壩坝夠够孫孙學学實实寧宁審审寬宽寶宝專专對对導导屆届層层島岛峽峡嶺岭師师帶带幣币庫库廢废廣广廳厅張张強强彔录"
    "彙汇徑径復复徵征恆恒愛爱態态慣惯慶庆應应戰战掃扫揚扬換换損损擔担據据敗败數数斷断時时曆历書书會会東东枱台條条楊杨業业極极槍枪樂乐樓楼標标樣样樹树橋桥橫横檔档檢检檯台權权歐欧歷历歸归氣气決决沒没淵渊減减測测湯汤準准溝沟溫温溼湿滅灭滙汇滬沪滿满"
    "漁渔漢汉漲涨潔洁潤润濃浓濕湿濟济濤涛濱滨災灾烏乌無无煉炼熱热燈灯燒烧營营獄狱獨独獲获現现環环瓊琼產产産产畫画畵画當当療疗發发監监盤盘盧卢確确礎础礙碍礦矿稅税種种積积穩稳穫获競竞節节築筑篩筛簡简簽签籤签糧粮糰团紀纪約约紅红納纳紙纸級级細细紹绍"
    "終终組组結结絕绝絡络給给統统經经綜综綠绿綢绸綫线維维網网緑绿線线緣缘編编練练縣县縮缩總总績绩織织繞绕繼继續续纖纤罰罚羅罗義义聖圣聞闻聯联職职聽听腦脑膠胶臨临臺台華华葯药蕭萧薦荐藍蓝藥药蘇苏蘭兰處处號号衛卫衞卫補补裝装製制複复規规視视覽览觀观"
    "訂订計计訊讯訓训記记訟讼訪访設设許许訴诉診诊証证評评試试話话該该詳详認认語语誤误說说説说誰谁課课調调談谈請请論论諸诸諾诺證证識识譯译議议護护變变讓让讚赞貞贞負负財财貢贡貨货責责貴贵貸贷費费貿贸賀贺資资賠赔賦赋質质賬账購购賽赛贊赞贛赣趙赵車车"
    "軌轨軍军軟软較较載载輔辅輕轻輪轮輸输轉转辦办農农逕径連连進进運运過过達达遞递遠远適适遲迟遶绕遷迁選选遺遗遼辽邁迈還还邊边郵邮鄉乡鄧邓鄭郑鄰邻醫医釋释針针鈡钟銀银銅铜銷销鋒锋鋼钢錄录錢钱錯错録录鍊炼鍵键鍾钟鎖锁鎮镇鏈链鏡镜鐘钟鐵铁長长門门開开"
    "間间閩闽陝陕陣阵陰阴陳陈陸陆陽阳隊队際际隨随險险雙双離离雲云電电靈灵靜静韓韩響响項项順顺預预頓顿領领頭头頻频題题額额類类顯显風风颱台飛飞飲饮飾饰館馆馬马馮冯馳驰駐驻駕驾驗验體体髮发魚鱼魯鲁鮮鲜鳴鸣鴻鸿鵬鹏鹽盐麥麦黃黄黨党齊齐齡龄龍龙靑青戸户"
    "鄕乡"
)
"""Each traditional or old character before the simplified one."""

_SIMPLIFIED = str.maketrans(dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True)))


def simplified(text: str) -> str:
    """Return `text` with simplified characters for traditional ones, character by character.

    >>> simplified("青政辦發〔2023〕7號")
    '青政办发〔2023〕7号'
    """
    return text if text.isascii() else text.translate(_SIMPLIFIED)
