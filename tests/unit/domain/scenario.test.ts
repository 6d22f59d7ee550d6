import { expect, it } from 'vitest';
import { inScenarioOrder } from '#lib/domain/school/scenario.ts';

const menu = ['/desk', '/desk/today', '/desk/patrons', '/catalogue', '/desk/classes', '/desk/overdue'].map((href) => ({ href }));

it('a school with a mediatheek begins its menu with the desk, the others with their classes, and none loses a page', () => {
	const orders = ([1, 2, 3] as const).map((scenario) => inScenarioOrder(menu, scenario).map(({ href }) => href));
	expect(orders.map(([first]) => first)).toEqual(['/desk', '/desk/classes', '/desk/classes']);
	for (const order of orders) expect(order.toSorted()).toEqual(menu.map(({ href }) => href).toSorted());
});
