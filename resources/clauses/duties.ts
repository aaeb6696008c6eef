import type { Role } from '#engine'

interface Duty {
  readonly label: string
  readonly never?: readonly string[]
}

/** Two of these roles that one person may not hold together, by their names; nothing where all go together. */
export function clash(
  held: readonly Role[],
  duties: Readonly<Record<string, Duty>>,
): readonly [string, string] | undefined {
  for (const one of held)
    for (const other of held)
      if (duties[one]?.never?.includes(other)) return [duties[one].label, duties[other]?.label ?? other]
  return undefined
}
