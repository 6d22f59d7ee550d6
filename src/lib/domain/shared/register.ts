import { z } from 'zod';
import type { Instant } from './calendar-date.ts';

/**
 * A value that several people may set on several devices: the latest setting stands, whatever the order in which
 * they arrive. `by` names the operation, so that two settings of one moment are still in one order everywhere.
 */
export interface Register<T> {
	readonly value: T;
	readonly at: Instant;
	readonly by: string;
}

export function registerSchema<T>(value: z.ZodType<T>) {
	return z.object({ value, at: z.number(), by: z.string().min(1).max(240) });
}

/** The setting that stands when both are known. */
export function laterOf<T>(a: Register<T> | undefined, b: Register<T> | undefined): Register<T> | undefined {
	if (!a || !b) return a ?? b;
	if (a.at !== b.at) return a.at > b.at ? a : b;
	return a.by >= b.by ? a : b;
}

export type Registers<T> = Readonly<Record<string, Register<T>>>;

/** `registers` with one of them set, unless a later setting stands there already. */
export function setIn<T>(registers: Registers<T> | undefined, key: string, register: Register<T>): Registers<T> {
	return { ...registers, [key]: laterOf(registers?.[key], register) ?? register };
}

/** Keys whose register holds `true`, in alphabetical order. */
export function keysThatAre(registers: Registers<boolean> | undefined): string[] {
	return Object.entries(registers ?? {})
		.filter(([, register]) => register.value)
		.map(([key]) => key)
		.toSorted();
}
