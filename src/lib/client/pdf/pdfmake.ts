import * as pdfmake from 'pdfmake/build/pdfmake';

/** The browser's build is CommonJS: what it exports stands in `default`, which its types do not say. */
export const maker = (pdfmake as { default?: typeof pdfmake }).default ?? pdfmake;
