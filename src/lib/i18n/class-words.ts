import type { Track } from '#lib/domain/people/patron.ts';
import type { Strand } from '#lib/domain/programmes/edition.ts';
import { m } from './paraglide/messages.js';

export const trackWords: Record<Track, () => string> = {
	pro: m.classes_track_pro,
	'vmbo-b': m.classes_track_vmbo_b,
	'vmbo-k': m.classes_track_vmbo_k,
	'vmbo-gt': m.classes_track_vmbo_gt,
	havo: m.classes_track_havo,
	vwo: m.classes_track_vwo
};

export const strandWords: Record<Strand, () => string> = {
	informationSkills: m.classes_strand_information,
	mediaAwareness: m.classes_strand_awareness,
	mediaSkills: m.classes_strand_skills
};
