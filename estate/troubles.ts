/** Something broken: what the customer says, what was done, and its line on the price list. */
export interface Fault {
  readonly content: string
  readonly done: string
  readonly urgency: 'special' | 'urgent' | 'ordinary'
  readonly code: string
  readonly material?: string
}
const fault = (content: string, done: string, urgency: Fault['urgency'], code: string, material?: string): Fault => ({
  content,
  done,
  urgency,
  code,
  ...(material && { material }),
})

export const roomFaults: readonly Fault[] = [
  fault('厨房水龙头滴水', '更换水龙头阀芯', 'ordinary', 'P09', '陶瓷阀芯'),
  fault('卫生间马桶堵塞', '疏通马桶', 'urgent', 'P02'),
  fault('客厅插座没电', '更换插座', 'urgent', 'P09', '五孔插座'),
  fault('空调不制冷', '清洗并补充冷媒', 'ordinary', 'P11'),
  fault('淋浴花洒出水小', '清洗花洒、更换软管', 'ordinary', 'P03', '不锈钢软管'),
  fault('入户门锁打不开', '更换锁芯', 'special', 'P01', '锁芯'),
  fault('总闸跳闸，全屋没电', '排查短路，更换空开', 'special', 'P01', '空气开关'),
  fault('阳台地漏返水', '疏通地漏', 'urgent', 'P02'),
  fault('热水器下水管漏水', '更换角阀', 'urgent', 'P02', '角阀'),
  fault('卧室吸顶灯不亮', '更换灯管', 'ordinary', 'P03', 'LED 灯板'),
  fault('窗户把手松脱', '紧固窗把手', 'ordinary', 'P03'),
  fault('厨房下水慢', '疏通下水管', 'ordinary', 'P03'),
]
export const publicFaults: readonly Fault[] = [
  fault('走廊灯不亮', '更换灯泡', 'ordinary', 'P04', 'LED 灯泡'),
  fault('单元门关不上', '调整闭门器', 'urgent', 'P05', '闭门器'),
  fault('电梯厅地砖松动', '重新铺贴', 'ordinary', 'P06', '地砖'),
  fault('楼道排水管渗水', '更换管件', 'urgent', 'P07', 'PVC 管件'),
  fault('消防栓门脱落', '重新安装', 'ordinary', 'P05'),
  fault('地库照明一排不亮', '更换镇流器', 'urgent', 'P04', '镇流器'),
  fault('儿童滑梯螺丝松动', '紧固并涂防锈漆', 'urgent', 'P05'),
]
export const publicPlaces: readonly string[] = [
  '1 栋 1 单元电梯厅',
  '1 栋 2 单元三楼走道',
  '2 栋大堂',
  '2 栋天台',
  '地下车库 B 区',
  '儿童游乐区',
  '北门岗亭旁',
  '中心花园步道',
]
