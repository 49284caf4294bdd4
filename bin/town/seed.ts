import { type DepartmentItem, newDepartment } from '../../lambdas/department/items.ts'
import { clock, DAY, HOUR, nowInstant, nowMs } from '../../lambdas/runtime/clock.ts'
import { ulid } from '../../lambdas/runtime/ulid.ts'
import { publish } from '../../lambdas/settle.ts'
import { contentFiles } from '../content.ts'
import type { Cloud } from '../local/cloud.ts'
import { running } from '../local/door.ts'
import { rootTable } from '../local/root-table.ts'
import { addOperator, addPerson, type Company, foundCompany } from './found.ts'
import { openCourses } from './live.ts'
import { COMPANIES, DEPARTMENTS, OPERATOR, PASSWORD, peopleOf } from './people.ts'
import { study } from './study.ts'

const tree = async (cloud: Cloud, company: Company): Promise<DepartmentItem[]> => {
  const made: DepartmentItem[] = []
  const table = rootTable(cloud)
  for (const path of DEPARTMENTS[company.code] ?? []) {
    const parent = path.length > 1 ? made.find(({ name }) => name === path[path.length - 2]) : undefined
    const name = path.at(-1) as string
    const one = {
      id: `dep_${ulid(nowMs())}`,
      name,
      key: `${parent?.key ?? ''}${String(made.length + 1).padStart(4, '0')}.`,
      ...(parent ? { parentId: parent.id } : {}),
    }
    await table.together(newDepartment(company.prefix, one))
    made.push(one)
  }
  await table.put({ pk: `${company.prefix}DEPT`, sk: 'SEQ', n: made.length })
  return made
}

/** The sample world, made once: two companies with people in every state, and an operator. */
export const seedTown = async (cloud: Cloud): Promise<void> => {
  await running.run('root', () => publish(contentFiles()))
  await addOperator(cloud, OPERATOR.userId, OPERATOR.name, OPERATOR.password)
  const present = clock.source
  for (const { dueIn, ...given } of COMPANIES) {
    const company = await foundCompany(cloud, given)
    // Opened two weeks ago and studied since: what lies open from then has lapsed by now.
    clock.source = () => present() - 14 * DAY
    const departments = await tree(cloud, company)
    const people = []
    for (const person of peopleOf(given.code)) {
      const department = person.department === undefined ? undefined : departments[person.department]
      const fields = {
        userId: person.userId,
        ...(person.name ? { name: person.name } : {}),
        ...(person.roles ? { roles: person.roles } : {}),
        ...(person.state ? { state: person.state } : {}),
      }
      const place = department ? { departmentId: department.id, deptKey: department.key } : {}
      const password = person.progress === 'newcomer' ? {} : { password: PASSWORD }
      people.push({
        ...person,
        member: await addPerson(cloud, company, { ...fields, ...place, ...password }),
      })
    }
    const { dueOn } = await openCourses(cloud, company, dueIn)
    for (const [at, { member, progress }] of people.entries()) {
      clock.source = () => present() - (2 + 9 * at) * HOUR
      await study(cloud, company, member, progress, nowInstant(), dueOn)
    }
    clock.source = present
    for (const { member, progress } of people)
      if (progress === 'inProgress') await study(cloud, company, member, progress, nowInstant(), dueOn)
  }
  await cloud.sweep()
}
