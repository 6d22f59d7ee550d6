import { z } from 'zod';
import { idSchema, type GroupId } from '../shared/ids.ts';
import { laterOf, registerSchema } from '../shared/register.ts';
import type { EditionId } from './edition.ts';

const number = registerSchema(z.number().int().min(0).max(2000)).optional();

export const packParts = ['ordered', 'received', 'handedOut'] as const;
export type PackPart = (typeof packParts)[number];

/** Gift books of one edition for one class: ordered at the library, received, handed out. */
export const classPackSchema = z.object({
	/** `<edition>:<group>`. */
	id: z.string().min(3).max(500),
	editionId: idSchema<EditionId>(),
	groupId: idSchema<GroupId>(),
	ordered: number,
	received: number,
	handedOut: number
});
export type ClassPack = z.infer<typeof classPackSchema>;

export function classPackId(editionId: EditionId, groupId: string): string {
	return `${editionId}:${groupId}`;
}

export function packChanged(row: ClassPack, part: PackPart, value: number, at: number, by: string): ClassPack {
	return { ...row, [part]: laterOf<number>(row[part], { value, at, by }) };
}

export function isHandedOut(pack: ClassPack | undefined): boolean {
	return (pack?.handedOut?.value ?? 0) > 0;
}
