import type { House, RecordOf, Resource } from '#engine'
import { areas } from './areas.ts'
import project from './estate/project.ts'
import property from './estate/property.ts'
import resident from './estate/resident.ts'
import policy from './people/policy.ts'
import stewardArea from './people/steward-area.ts'
import user from './people/user.ts'
import { policies } from './policies.ts'
import { roles } from './roles.ts'
import { staff } from './staff.ts'

/** Every paper of this office, in the order of the menu. */
export const resources: readonly Resource[] = [property, resident, project, user, stewardArea, policy]

/** This office: its papers, its people, its rules. */
export const house: House = {
  company: '安居物业服务有限公司',
  areas,
  resources,
  roles,
  policies,
  projects: 'projects',
  policyRows: {
    form: 'policies',
    read: (row) => ({
      key: row.key as string,
      project: row.project as string | null,
      validFrom: row.validFrom as string,
      value: row.value,
    }),
  },
  staff,
}
