import { createContext, useContext } from 'react'

export type Faults = Readonly<Record<string, string>>

/** What is wrong with the slip being written, by path: `items.0.quantity`. */
export const FaultsContext = createContext<Faults>({})
export const useFaults = (): Faults => useContext(FaultsContext)
