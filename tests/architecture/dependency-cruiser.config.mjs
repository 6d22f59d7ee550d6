import { cruiseOptions } from './cruise-options.ts';
import { listRules } from './dependency-rules.ts';

export default { forbidden: listRules(), options: cruiseOptions };
