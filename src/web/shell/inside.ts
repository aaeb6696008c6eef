/** Everything that is fetched once somebody has signed in, whatever page he wants. */
export { NotFound } from './NotFound.tsx'
export { Office } from './Office.tsx'
export { ListOfPaper, PrintOfPaper, SlipOfPaper } from './papers.tsx'
export { Shell } from './Shell.tsx'
