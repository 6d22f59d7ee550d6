import { makeSearchAnswerer, type SearchRequest } from './search-messages.ts';

const answer = makeSearchAnswerer();

// A worker of its own: building the index and the dearest query never hold up a scan.
addEventListener('message', (event: MessageEvent<SearchRequest>) => postMessage(answer(event.data)));
