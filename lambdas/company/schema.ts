import * as z from 'zod'
import { Text } from '../runtime/shape.ts'

export const SlotTexts = z.strictObject({
  companyName: Text(100),
  privacyPolicy: Text(2000),
  securityPolicy: Text(2000),
  privacyOfficer: Text(200),
  securityOfficer: Text(200),
  incidentContact: Text(400),
})
export const Company = z.object({
  name: z.string(),
  code: z.string(),
  fiscalStartMonth: z.number().int(),
  fiscalYear: z.number().int(),
  seats: z.number().int(),
  slots: SlotTexts,
  version: z.number().int(),
})
export const CompanyChange = z.strictObject({ version: z.number().int().min(1), slots: SlotTexts })
