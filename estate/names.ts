import { identityCheck } from '#engine'
import type { Chance } from './chance.ts'

// Everybody here is invented: names, telephones and identity numbers are only of the right form.

const surnames = [
  ...Array.from('王李张刘陈杨赵黄周吴'),
  ...Array.from('徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕'),
  ...['欧阳', '司徒', '上官'],
]
const weighed = surnames.map((name, place) => [name, place < 10 ? 6 : name.length > 1 ? 0.3 : 1] as const)
const womanly = Array.from('芳娜敏静丽艳娟霞秀兰玲桂英梅莉雪慧琳婷雅洁颖倩蓉萍')
const manly = Array.from('伟强磊军勇杰涛明超辉刚平健斌波鹏飞亮华俊宇浩凯建国')
const either = Array.from('文晓志海春佳思嘉子永新玉家安一诗雨欣')

export interface Face {
  readonly name: string
  readonly male: boolean
}
export function someone(chance: Chance): Face {
  const male = chance.happens(0.52)
  const surname = chance.weighed(weighed)
  const last = chance.pick(male ? manly : womanly)
  const middle = chance.happens(0.62) ? chance.pick(either) : ''
  return { name: `${surname}${middle}${last}`, male }
}

const prefixes = [
  ...['130', '131', '132', '133', '135', '136', '137', '138', '139', '147', '150', '151', '152', '153', '155', '156'],
  ...['157', '158', '159', '166', '173', '175', '176', '177', '178', '180', '181', '182', '183', '185', '186', '187'],
  ...['188', '189', '191', '193', '198', '199'],
]
const digits = (chance: Chance, count: number) => Array.from({ length: count }, () => chance.whole(0, 9)).join('')
export const mobile = (chance: Chance) => `${chance.pick(prefixes)}${digits(chance, 8)}`

const districts = ['440103', '440104', '440105', '440106', '440111', '440113', '440305', '430104', '450103', '360102']
/** The last digit of the serial is odd for a man, even for a woman. */
export function identityOf({ male }: Face, chance: Chance): string {
  const born = `${chance.whole(1952, 2001)}${String(chance.whole(1, 12)).padStart(2, '0')}${String(chance.whole(1, 28)).padStart(2, '0')}`
  const serial = `${digits(chance, 2)}${chance.whole(0, 4) * 2 + (male ? 1 : 0)}`
  const body = `${chance.pick(districts)}${born}${serial}`
  return `${body}${identityCheck(body)}`
}

const trades = ['科技', '商贸', '建筑设计', '餐饮管理', '物流', '教育咨询', '医疗器械', '电子', '服装', '装饰工程']
const marks = ['华南', '粤兴', '恒达', '嘉禾', '盛景', '天和', '鸿运', '新城', '明远', '博雅']
export const company = (chance: Chance) => `广州${chance.pick(marks)}${chance.pick(trades)}有限公司`

const relations = ['配偶', '儿子', '女儿', '父亲', '母亲'] as const
export const relative = (chance: Chance) => ({ name: someone(chance).name, relation: chance.pick(relations) })
