/** The one script of the product: brings to life whatever islands the page carries. Pages work without it. */
export {};
