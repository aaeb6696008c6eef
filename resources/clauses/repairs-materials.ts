import type { Id, RecordOf, Tx } from '#engine'

interface Used {
  readonly materials: RecordOf<'repair-orders'>['materials']
  readonly room: Id<'properties'> | null
  readonly project: string | null
}
/** What was used up stands in a book of its own, where it is summed. */
export async function bookMaterials(
  { materials, room, project }: Used,
  of: { readonly order?: Id<'repair-orders'>; readonly workOrder?: Id<'work-orders'> },
  tx: Tx,
): Promise<void> {
  const lines = (materials ?? []).map(({ name, quantity, unit, price, suppliedBy }) => ({
    ...of,
    project,
    room,
    usedOn: tx.today,
    material: name,
    quantity,
    unit,
    price,
    suppliedBy,
  }))
  await tx.createMany('repair-materials', lines)
}
