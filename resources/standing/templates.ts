import type { DraftOf } from '#engine'

type Template = DraftOf<'inspection-templates'>
type Item = Template['lines'][number]
type Subject = Item['subject']

/** Items of one place and subject, written `名称：标准`, one after the other; `!` marks a serious one, `#` one to be photographed. */
const at = (area: string, subject: Subject, ...items: readonly string[]) =>
  items.map((written): Omit<Item, 'code'> => {
    const [item = '', standard = '完好'] = written.replace(/[!#]/g, '').split('：')
    return {
      area,
      subject,
      item,
      standard,
      photo: written.includes('#'),
      severity: written.includes('!') ? 'major' : 'ordinary',
    }
  })
const numbered = (prefix: string, from: number, items: readonly Omit<Item, 'code'>[]): Item[] =>
  items.map((item, place) => ({ code: `${prefix}${String(from + place).padStart(2, '0')}`, ...item }))

const daily = [
  ...at(
    '楼梯间',
    'facilities',
    '走廊灯：正常亮',
    '楼梯灯：正常亮',
    '门',
    '窗',
    '墙面：无剥落、脱漆',
    '天花：无剥落、脱漆',
    '墙面瓷砖：完整',
    '地面瓷砖：完整',
  ),
  ...at(
    '楼梯间',
    'fire',
    '消防栓：标识完好、配件齐全!',
    '灭火器：未过期、未失效!',
    '防火门：关闭!',
    '安全疏散指示灯!',
    '消防通道：畅通!#',
  ),
  ...at('楼梯间', 'safety', '安全防范设施'),
  ...at('楼梯间', 'fire', '消防报警设施!'),
  ...at('楼梯间', 'cleaning', '卫生状况：良好'),
  ...at('楼顶天台', 'safety', '天台门：能随手打开，严禁上锁!#', '私搭乱建：无!#', '护栏!'),
  ...at('楼顶天台', 'cleaning', '卫生状况：良好'),
  ...at('电梯', 'safety', '运行：无异常!'),
  ...at('电梯', 'cleaning', '乱涂乱画：无', '乱刻：无', '乱贴：无', '卫生状况：良好'),
  ...at('大堂、门厅、走廊', 'safety', '安全标识'),
  ...at('大堂、门厅、走廊', 'facilities', '公共照明', '垃圾箱'),
  ...at('大堂、门厅、走廊', 'cleaning', '卫生状况：良好'),
  ...at('园区外观', 'facilities', '室外管线：无渗、漏、滴、冒'),
  ...at('园区外观', 'fire', '室外消防设施：配件齐全!', '室外消防标识'),
  ...at(
    '园区外观',
    'safety',
    '游乐设施：完好，无安全隐患!',
    '损坏公共设施：无',
    '制造噪音：无',
    '污染环境：无',
    '高空抛物：无!',
  ),
]
const area = [
  ...at('园区', 'facilities', '公共标识', '宣传栏：内容更新', '路灯：正常亮', '健身器材'),
  ...at('楼梯间', 'cleaning', '小广告：无'),
  ...at('园区', 'safety', '车辆乱停：无', '门窗未关（晚间）：已关'),
  ...at('园区', 'facilities', '公告栏：内容更新'),
  ...at('园区', 'safety', '阳台摆花、私家花园：无坠落隐患!', '宠物：按规定饲养'),
  ...at('园区', 'facilities', '室内漏水：无', '室内电气故障：无', '已报修事项：已完成'),
  ...at('园区', 'residents', '护管员工作：在岗、着装整齐', '保洁员工作：按标准完成', '与住户沟通：记录意见'),
  ...at('园区', 'greening', '待修剪植物：无'),
]
const renovation = [
  ...at(
    '装修现场',
    'renovation',
    '施工许可证：已张贴、未过期',
    '施工内容：与申请及图纸一致',
    '拆墙：未超出方案!#',
    '管道、防水：按批准施工!#',
    '电气、配电：按批准施工!',
    '出入证：人员佩戴',
    '垃圾、通道：清运及时、通道畅通',
  ),
  ...at('装修现场', 'fire', '消防安全：现场有灭火器!'),
  ...at(
    '装修现场',
    'renovation',
    '噪音与施工时间：符合规定',
    '公共设施：无损坏',
    '违规操作：及时制止并记录',
    '楼上楼下：无影响',
  ),
]
const preRenovation = at(
  '室内',
  'renovation',
  '入户门',
  '门锁',
  '窗户',
  '窗扣',
  '生活阳台地漏：通畅',
  '观景阳台地漏：通畅',
)
const acceptance = at(
  '装修现场',
  'renovation',
  '结构：与图纸一致、未破坏承重!',
  '墙面',
  '管道：与图纸一致、无渗漏!',
  '电气：与图纸一致!',
  '防水：闭水试验合格!',
  '门窗',
  '外观：未改变外立面',
  '垃圾：已清运',
)
const vacant = [
  ...at('空置房', 'safety', '门、锁', '窗'),
  ...at(
    '空置房',
    'facilities',
    '水：已关闭、无渗漏',
    '电：已关闭',
    '燃气：已关闭!',
    '天花、墙面：无潮湿',
    '排水：通畅',
  ),
  ...at('空置房', 'cleaning', '异味、虫害：无'),
  ...at('空置房', 'safety', '陌生人员、物品：无!', '钥匙：在位'),
  ...at('空置房', 'facilities', '水电气表底数：已抄录#'),
  ...at('空置房', 'cleaning', '卫生状况：良好'),
]
const cleaning = [
  ...at(
    '楼层',
    'cleaning',
    '地面',
    '标准层',
    '通道地面砖',
    '通道墙面砖',
    '楼层公共设施',
    '后楼梯台阶',
    '电梯轿门地坎滑槽',
  ),
  ...at('大堂', 'cleaning', '大理石地面', '大理石墙面', '公共洗手间', '不锈钢表面', '地面保养'),
  ...at(
    '室外',
    'cleaning',
    '仿石地砖',
    '地面垃圾箱',
    '喷水池',
    '警示牌',
    '垃圾周转站',
    '泳池',
    '化粪池',
    '网球场',
    '挡雨棚',
  ),
  ...at('地下室', 'cleaning', '地下室', '管线', '水沟', '污水井', '公共设施'),
  ...at('设备', 'cleaning', '洗地机', '高压冲洗机', '吸尘吸水机', '抛光机'),
  ...at('其他', 'cleaning', '消杀', '清洁应急', '垃圾分类'),
]
const greening = [
  ...at('草坪', 'greening', '草坪建植与养护', '浇水', '除草', '施肥'),
  ...at('树木', 'greening', '移植', '造型', '修剪', '繁育', '枯死植物：无'),
  ...at('防治', 'greening', '虫害：无', '病害：无', '自然破坏：无', '农药使用：符合规定!'),
  ...at('其他', 'greening', '植物保洁', '园林机械', '安全环保', '花卉摆设', '园林绿化验收', '新增、补种、更换'),
]
const fire = at(
  '消防',
  'fire',
  '消防栓：标识完好、配件齐全!',
  '灭火器：未过期!',
  '防火门：关闭!',
  '疏散指示灯!',
  '消防通道：畅通!#',
  '报警设施!',
  '室外消防设施与标识',
  '器材更新记录：齐全',
  '检测记录：齐全',
  '消防演习：按计划',
  '宣传标识',
)
const security = [
  ...at(
    '秩序',
    'safety',
    '护管员着装礼仪：整齐',
    '公共区域巡逻：次数与记录齐全',
    '楼内巡逻：次数与记录齐全',
    '监控记录：齐全',
    '录像保管：齐全',
    '来访登记：齐全',
    '监控与门禁设备',
  ),
]
const parking = at(
  '停车场',
  'safety',
  '地下车库：有人值守',
  '车辆停放：在车位内',
  '进出记录：齐全',
  '临时停车收费：按标准',
)

const template = (name: string, kind: Template['kind'], lines: readonly Item[]): Template => ({
  name,
  kind,
  lines: [...lines],
})

/** Every list of the documents (《日常巡检工作流程》三 and the duties beside it), ready for use. */
export const templates: readonly Template[] = [
  template('日常巡检', 'daily', numbered('CI', 1, daily)),
  template('园区补充巡检', 'area', numbered('CI', 38, area)),
  template('装修巡查', 'renovation', numbered('CR', 1, renovation)),
  template('装修前验房', 'pre-renovation', numbered('CP', 1, preRenovation)),
  template('装修竣工验收', 'renovation-acceptance', numbered('CY', 1, acceptance)),
  template('空置房巡查', 'vacant', numbered('CV', 1, vacant)),
  template('保洁检查', 'cleaning', numbered('CC', 1, cleaning)),
  template('绿化检查', 'greening', numbered('CG', 1, greening)),
  template('消防检查', 'fire', numbered('CF', 1, fire)),
  template('秩序检查', 'security', numbered('CS', 1, security)),
  template('停车检查', 'parking', numbered('CK', 1, parking)),
]
