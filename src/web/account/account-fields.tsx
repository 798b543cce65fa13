import { z } from 'zod';
import { ROLES } from '../../access/permissions.js';
import type { FilledForm } from '../filled-form.js';
import { CheckList } from '../parts/check-list.js';
import { TextField } from '../parts/fields.js';
import { ROLE_NAMES } from './role-names.js';

/** What the form of an account holds. */
export const ACCOUNT_FORM = {
  email: z.string().max(300),
  name: z.string().max(300),
  roles: z.array(z.enum(ROLES)).default([]),
  payee: z.string().max(200).optional(),
};

/**
 * The fields of an account: who its owner is, and what they may do.
 *
 * @example
 * <AccountFields filled={filled} />
 */
export function AccountFields({ filled }: { readonly filled: FilledForm }) {
  return (
    <>
      <TextField name="email" label="E-mail" type="email" filled={filled} />
      <TextField name="name" label="Name" filled={filled} />
      <CheckList
        name="roles"
        label="Roles"
        choices={ROLES.map((role) => ({ value: role, label: ROLE_NAMES[role] }))}
        filled={filled}
      />
      <TextField
        name="payee"
        label="Payee"
        hint="The id of the payee whose figures are their own"
        optional
        filled={filled}
      />
    </>
  );
}
