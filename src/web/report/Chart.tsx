import { BarChart, LineChart, PieChart } from 'echarts/charts'
import { AriaComponent, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent } from 'echarts/components'
import { type EChartsCoreOption, init, use as register } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'
import type { MeasureCard, ReportAnswer } from '#engine'
import { useAppearance } from '../theme/appearance.tsx'
import { SANS } from '../theme/tokens.ts'
import { say } from '../words/index.ts'
import { figureInWords } from './figures.ts'

register([
  BarChart,
  LineChart,
  PieChart,
  AriaComponent,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TooltipComponent,
  SVGRenderer,
])

const colours = (isDark: boolean) =>
  isDark ? ['#6cc0a6', '#e0b25c', '#8fa8d4', '#ef8376'] : ['#1f6f5c', '#b07a1c', '#4a6a9c', '#c5372c']

/** The drawing beside the table: its figures by the first dimension, the target drawn in as a line. */
export function Chart({ answer }: { answer: ReportAnswer }) {
  const place = useRef<HTMLDivElement>(null)
  const { isDark } = useAppearance()
  useEffect(() => {
    if (!place.current) return undefined
    const chart = init(place.current, undefined, { renderer: 'svg' })
    chart.setOption(optionOf(answer, isDark))
    const watch = new ResizeObserver(() => chart.resize())
    watch.observe(place.current)
    return () => {
      watch.disconnect()
      chart.dispose()
    }
  }, [answer, isDark])
  return (
    <div ref={place} className="report-chart" role="img" aria-label={say('report.chart', { title: answer.title })} />
  )
}

const shownValue = ({ unit }: MeasureCard, value: number | null | undefined) =>
  value == null ? null : unit === 'fen' ? value / 100 : value

function optionOf(answer: ReportAnswer, isDark: boolean): EChartsCoreOption {
  const { rows, by, chart, measures } = answer
  const drawn = measures.filter(({ name }) => chart?.measures.includes(name))
  const ink = isDark ? '#a9afa5' : '#565c53'
  const names = rows.map(({ labels }) => by.map(({ name }) => labels[name] ?? '').join(' ') || say('report.total'))
  const base = {
    color: colours(isDark),
    animation: false,
    aria: { enabled: true },
    textStyle: { fontFamily: SANS, color: ink },
    tooltip: { trigger: chart?.kind === 'pie' ? 'item' : 'axis' },
  }
  const [first] = drawn
  if (chart?.kind === 'pie' && first)
    return {
      ...base,
      series: [
        {
          type: 'pie',
          radius: ['40%', '68%'],
          label: { color: ink },
          data: rows.map(({ figures }, at) => ({ name: names[at], value: shownValue(first, figures[first.name]) })),
          tooltip: {
            valueFormatter: (value: number) => figureInWords(first, first.unit === 'fen' ? value * 100 : value),
          },
        },
      ],
    }
  return {
    ...base,
    legend: drawn.length > 1 ? { top: 0, textStyle: { color: ink } } : { show: false },
    grid: { left: 8, right: 24, top: drawn.length > 1 ? 36 : 16, bottom: 4, containLabel: true },
    xAxis: { type: 'category', data: names, axisLabel: { color: ink, hideOverlap: true } },
    yAxis: {
      type: 'value',
      axisLabel: { color: ink },
      splitLine: { lineStyle: { color: isDark ? '#2b302b' : '#e6e8e3' } },
    },
    series: drawn.map((measure) => ({
      name: measure.label,
      type: chart?.kind === 'line' ? 'line' : 'bar',
      barMaxWidth: 36,
      data: rows.map(({ figures }) => shownValue(measure, figures[measure.name])),
      tooltip: {
        valueFormatter: (value: number | null) =>
          figureInWords(measure, value === null || measure.unit !== 'fen' ? value : value * 100),
      },
      ...(measure.target && {
        markLine: {
          symbol: 'none',
          silent: true,
          label: {
            formatter: say('report.target', { target: measure.target.at }),
            position: 'insideEndTop',
            color: ink,
          },
          lineStyle: { type: 'dashed', color: isDark ? '#ef8376' : '#c5372c' },
          data: [{ yAxis: measure.target.at }],
        },
      }),
    })),
  }
}
