import type { User } from '#engine'

/** A steward reads the slips of his buildings; whoever is given no building reads his whole project. */
export const byBuilding = (user: User) => (user.buildings ? { building: user.buildings } : undefined)

/** The same, where a slip may also lie outside every building. */
export const byBuildingOrOutside = (user: User) =>
  user.buildings ? { building: [...user.buildings, null] } : undefined
