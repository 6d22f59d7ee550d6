import { BlockList, isIP } from 'node:net';

/** Everything that is not the open internet: this machine, its network, and what points into them (RFC 6890). */
const closed = { ipv4: new BlockList(), ipv6: new BlockList() };
const subnets: readonly (readonly [network: string, bits: number, family: 'ipv4' | 'ipv6'])[] = [
	['0.0.0.0', 8, 'ipv4'],
	['10.0.0.0', 8, 'ipv4'],
	['100.64.0.0', 10, 'ipv4'],
	['127.0.0.0', 8, 'ipv4'],
	['169.254.0.0', 16, 'ipv4'],
	['172.16.0.0', 12, 'ipv4'],
	['192.0.0.0', 24, 'ipv4'],
	['192.168.0.0', 16, 'ipv4'],
	['198.18.0.0', 15, 'ipv4'],
	['224.0.0.0', 3, 'ipv4'],
	['::', 96, 'ipv6'],
	// IPv4 in the clothes of IPv6, and translated or tunnelled IPv4.
	['::ffff:0:0', 96, 'ipv6'],
	['64:ff9b::', 96, 'ipv6'],
	['2002::', 16, 'ipv6'],
	['fc00::', 7, 'ipv6'],
	['fe80::', 10, 'ipv6'],
	['ff00::', 8, 'ipv6']
];
for (const [network, bits, family] of subnets) closed[family].addSubnet(network, bits, family);

/** @param address an IP address, without brackets */
export function isPublicAddress(address: string): boolean {
	const version = isIP(address);
	if (version === 0) return false;
	// A list of both would take every IPv4 address for one that is mapped into IPv6.
	const family = version === 6 ? 'ipv6' : 'ipv4';
	return !closed[family].check(address, family);
}
