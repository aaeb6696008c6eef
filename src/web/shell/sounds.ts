import { useEffect, useState } from 'react'

type Sounds = (text: string) => string
const silent: Sounds = () => ''
let known: Sounds | undefined

/** How Chinese words sound, in full and by initials: `tuikuandan tkd`. The dictionary is fetched when somebody begins to type. */
async function learn(): Promise<Sounds> {
  const { pinyin } = await import('pinyin-pro')
  const heard = new Map<string, string>()
  return (text) => {
    const before = heard.get(text)
    if (before !== undefined) return before
    const full = pinyin(text, { toneType: 'none', type: 'array', nonZh: 'consecutive' })
    const initials = pinyin(text, { pattern: 'first', toneType: 'none', type: 'array', nonZh: 'consecutive' })
    const sound = `${full.join('')} ${initials.join('')}`.toLowerCase()
    heard.set(text, sound)
    return sound
  }
}

export function useSounds(wanted: boolean): Sounds {
  const [sounds, setSounds] = useState<Sounds>(() => known ?? silent)
  useEffect(() => {
    if (!wanted || known) return
    let gone = false
    void learn().then((learned) => {
      known = learned
      if (!gone) setSounds(() => learned)
    })
    return () => {
      gone = true
    }
  }, [wanted])
  return sounds
}
