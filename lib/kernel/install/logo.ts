// A 3 × 3 layer with four dropped neurons. The PNGs were drawn from the SVG by @resvg/resvg-js,
// `new Resvg(svg, { fitTo: { mode: "width", value: 32 } }).render().asPng()`, and so for 64.

/** The kernel's logo. */
export const LOGO_SVG = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" width="64" height="64"><rect width="64" height="64" rx="12" fill="#2a4fa3"/><circle cx="16" cy="16" r="5" fill="#fff"/><circle cx="32" cy="16" r="4" fill="none" stroke="#9fb6e8" stroke-width="2"/><circle cx="48" cy="16" r="5" fill="#fff"/><circle cx="16" cy="32" r="5" fill="#fff"/><circle cx="32" cy="32" r="5" fill="#fff"/><circle cx="48" cy="32" r="4" fill="none" stroke="#9fb6e8" stroke-width="2"/><circle cx="16" cy="48" r="4" fill="none" stroke="#9fb6e8" stroke-width="2"/><circle cx="32" cy="48" r="5" fill="#fff"/><circle cx="48" cy="48" r="4" fill="none" stroke="#9fb6e8" stroke-width="2"/></svg>\n`;

/** The logo at 32 × 32 pixels, base64. */
export const LOGO_32 = [
  "iVBORw0KGgoAAAANSUhEUgAAACAAAAAgCAYAAABzenr0AAACUUlEQVR4nM2XP2/TUBTFzwulA6lQgK0wwEIDUSFISAgJ",
  "IVIVNkQ6Q6EVX6AbA4zsVHwB/rTMDTNV2gFVsJk/QYEguiAYQAFBuqRVXs+N4/ZFsZ8ttXb6kxLf66frd3ztcyUrGOQm",
  "5u+gpacA5DWQ4XG3cVRKzVYWbj1j3Ebxh3xxIdPUjSUJ+UsCZ1ANFZzSxF/Vh809nE8vJ8+pXHF+Rmv9iCcSR6nUtDp9",
  "4/kqw+PoDw4FzGkGPRxMD6Jw4RgjYOntd/xbazLq5kz2KP813ld/8NhNlHrBV4AUP3k4juyJw8yA6mod0w8Wuy5y7fIp",
  "NJsbjICBgX1YfF1l5BKl3sNXwO3rWdy7e57RNvcfr6BU/sYIGM0O40jmAJbffGUGjF08iV/1//jw+Sez8HqTHQhIU0CN",
  "GVCggN/1BgW4jyKs3sRXgNvCq2zhIWbSwj9s4auuFo5fGkGrpaFZrThNyitfeNYlSr2HrwBBLjLWeYnKAS/R6MgwX0Hg",
  "Y+fOTaLUC4ECkmLvCpAW2nwcti7Y5oSHrwC5uM3HYeuCbU6Y+AoIs1HYumvT4DlhEqOANAXUmPXOCRNfAW6Lg30cti7Y",
  "5oSJrwBBNrH5OGxdsM0Jj0ABSbG3Bdh8LI8gtjkg2Hwsm8c6B1wbBfs4mg2D600sAtK8QI1Zr4+jCQiuN/EVINh87D6C",
  "mOeAYPOxiNiVOZArzjlUeZZx4rAz7yigzx8mPKIfXVC8+0ppMt8WIN+H62gsJyVCNt+PoSvtj1PmW+SKL6aA1kxcQmRj",
  "IDVbKd18ig6bLGDnWzD4bXoAAAAASUVORK5CYII=",
].join("");

/** The logo at 64 × 64 pixels, base64. */
export const LOGO_64 = [
  "iVBORw0KGgoAAAANSUhEUgAAAEAAAABACAYAAACqaXHeAAAEl0lEQVR4nO2bT4gcRRTGv9qdyXoRFTViILJGNJIZzYqr",
  "Yjw4G/GQQ9j2ZMQsmcWbkKA3BcEIigcPgQUVTzthEownOwiKCNn14IKa4ESzB9HEwYgh/9iEXLLJ7FTe65meDDPVk65+",
  "IZnp7h/sdlVDUf2+elX1XjGl0IMx58vRGmqTdaAArccANYrBoAKF6hAwn0HmYMV9rYoAjAKw4Vex8r7WuogYoJQqZTH8",
  "gUmILgFyzv4idH2PBu6mamwgQy8MKUz/4U65VG1B76/Dxmtdn6VibFFqaHrRfb2EJi0BkmC8z7DCK74neAKQ8WNk/G9U",
  "TARk9IWsyjzFawKVSYDJ8pwGCkgQSmHvojtVVHmnXKhrzNG7xLFKZR5WOadc0ho7qJ44lFJvK3L/JR2zLS80Sh1UGybL",
  "ZH9iqUQS4KXn1mL71sfxbP4BqgG/HDuNzw/87j3D8NCae7Dp6XVYfe+dVAPOnL+EhSMn8O//S1S7MdL+27EW4KNdz8PZ",
  "/AiVuvmMPuJT+uvFC+PryHhz+4Ujx/HT4RNUCkbafydWArDyM+++SKVgpt/7IXAkeORf3TqO5Ss1fDd3DH9Vz9JbIL9+",
  "DTZvWo+RVRl89c3hQE+Q9m/CSoDShy/jmabbBfErdV6kjzCxjYxfSyK431daxvuwCFsKOZwk4w+QCCak/ZuwEmDR3U7/",
  "b0zO2Uf/u9lVLGBkJItPvuj+wDtGMthZnMDy8lXMlOZhQtq/iVsrwPSE5+Y9BaDpMTM7R2+6kfZvwkqAMC546OeT2Pnx",
  "j1Tq5lZMgV79m7ASQLoItRZBcvNv5xfx36klXF6uIf/Yg41FkKZHXy+CzDtvjGOK9mATYbYh6TYo7b8TawEYDkDe3PZk",
  "yx155eXOwyrPnsAirL6vGQid40DoeODIdyLtv51IAsSJVIBUgFSAVIBUAHpawQGJJB+Xtm9so9HPE9qxFkCaj0vbSwOp",
  "TqwE4JGThKLS9jzyXihNCVP7ecKjo/djy0TeS7R6hdImrAQIk4xwVBaUj0vbS5MpE1YCSNNRaXvpeYKJwRJAeJ5gwkqA",
  "MC7cKx+Xtr/tU0C6iEnbtxZBcvMo5wkmrARgpPm4tP1t3QZ9OICR5OPS9uwJLELU84R2IgkQJ1IBUgFSAVIBUgHoaUVj",
  "G4qej3NANLDnAdJAZKDPA1h5LxSlhOPQwp/4u3qmEYpSHO6FopSo9ApFeeRvSigcsX8TVgJIk5EwyRBHhX17HiDNx8Xp",
  "sLB/E3YCCPNxsQDC/k1YCSB1wTBToK/PA1qLELlZlHz8pi2CEfs3YSUAI92GYnEewCPBHxE1H+cAqG/OA3JOuaI1NlI5",
  "cSiFo2qDs8+F1pNUTx78Y2nact7SWu+hauLwfi7PV+Su6No/VE8c3oUJelLgkbxLE0o1r8xQuXlRslYhEe6iauwh4y9m",
  "kRlrXZpinnDKzorG11SMPcOq49qcT87ZX9S6PkvF2BJ4cdKHPaFOYXvcpgO7/RBQ9Efep0sAprkm7CYRdlB14CHj99Kc",
  "381zHh0YBfBpCLHiaKCgoEdJkI30uu8hg49qqCoZN5/FsGsy3Oca8l3U/ftC5o4AAAAASUVORK5CYII=",
].join("");
