/** A table of what the sample shop sells, where it lies, and what the sample warehouse knows of it. */

export const mainOutlet = 'Main Outlet'
export const harbourStreet = 'Harbour Street'
export const airport = 'Airport'

export const sampleOutlets: readonly string[] = [mainOutlet, harbourStreet, airport]

export const sampleLocations = [
  { id: 'WH-MAIN', name: 'Main warehouse' },
  { id: 'WH-HARBOUR', name: 'Harbour Street store room' },
] as const

/** Outlets and their locations; the Airport has none yet. */
export const sampleMapping = [
  { outlet: mainOutlet, location: 'WH-MAIN' },
  { outlet: harbourStreet, location: 'WH-HARBOUR' },
] as const

export type CatalogueProduct = {
  readonly sku: string | null
  readonly name: string
  /** By outlet name; zero where none is given. */
  readonly levels?: Readonly<Record<string, string>>
  /** Per piece; 1 unless given. */
  readonly cost?: string
  /** False: Vend keeps no stock figure for it. */
  readonly tracked?: boolean
  readonly composite?: boolean
}

/** SKU, name, then how much lies at Main Outlet and at Harbour Street. */
const rows = [
  ['Item1', 'Coffee cup', '12', '4'],
  ['Item2', 'Coffee saucer', '10', '6'],
  ['TEA-GREEN', 'Green tea 100 g', '30', '15'],
  ['TEA-BLACK', 'Black tea 100 g', '25', '12'],
  ['TEA-MINT', 'Mint tea 50 g', '8', '10'],
  ['HONEY', 'Honey 250 g', '9', '11'],
  ['JAM-PLUM', 'Plum jam', '4', '7'],
  ['SYRUP', 'Maple syrup', '6', '3'],
  ['BEANS', 'Coffee beans, loose, kg', '14.5', '7.25'],
  ['FILTER', 'Coffee filters', '40', '20'],
  ['KETTLE', 'Kettle', '3', '2'],
  ['TOWEL', 'Tea towel', '16', '9'],
] as const

/** In Vend, and not in the warehouse. */
export const unknownSku = 'GIFT-BOX'

export const sampleProducts: readonly CatalogueProduct[] = [
  ...rows.map(([sku, name, main, harbour]) => ({
    sku,
    name,
    levels: { [mainOutlet]: main, [harbourStreet]: harbour },
    cost: '2.5',
  })),
  { sku: unknownSku, name: 'Gift box' },
]

/** The warehouse's items, with the same stock as the shop has at first. */
export const sampleItems = rows.map(([sku, name, main, harbour]) => ({
  sku,
  name,
  onHand: { 'WH-MAIN': main, 'WH-HARBOUR': harbour },
}))
