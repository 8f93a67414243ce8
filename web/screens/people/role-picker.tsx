import { Radio, Stack } from '@mantine/core'

import { type Role, roleHelp, roleNames, roles } from './people.ts'

export type RolePickerProps = {
  readonly value: Role
  readonly onChange: (role: Role) => void
}

/** Each role with what it may do, so that nobody has to look it up. */
export function RolePicker({ value, onChange }: RolePickerProps) {
  return (
    <Radio.Group
      label="Role"
      value={value}
      onChange={(next) => onChange(roles.find((role) => role === next) ?? value)}
    >
      <Stack gap={8} mt={4}>
        {roles.map((role) => (
          <Radio
            key={role}
            size="xs"
            value={role}
            label={roleNames[role]}
            description={roleHelp[role]}
          />
        ))}
      </Stack>
    </Radio.Group>
  )
}
