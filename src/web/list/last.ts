const places = new Map<string, string>()

/** Remembers how a list stood when it was last looked at in this tab. */
export const leaveList = (form: string, address: string) => void places.set(form, address)
/** The way back to a list as it stood. */
export const listOf = (form: string): string => places.get(form) ?? `/${form}`
