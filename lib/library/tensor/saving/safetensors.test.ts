import { describe, expect, test } from "vitest";
import { BatchNorm1d, Linear, Sequential } from "../../nn/index.ts";
import {
  arange,
  equal,
  loadSafetensors,
  rand,
  saveSafetensors,
  type Tensor,
  tensor,
  zeros,
} from "../index.ts";

const fromBase64 = (...lines: string[]) =>
  Uint8Array.from(atob(lines.join("")), (character) => character.charCodeAt(0));

// safetensors 0.8.0 with torch 2.13: safetensors.torch.save({"weight": torch.randn(2, 3), "steps":
// torch.tensor(7), "mask": [True, False, True], "wide": randn(3, dtype=float64), "half", "brain",
// "bytes", "ints", "shorts", "tiny": as below, "none": torch.zeros(0, 3)}, {"by": "torch é"}) after
// torch.manual_seed(0), in base64.
const TORCHS = fromBase64(
  "sAIAAAAAAAB7Il9fbWV0YWRhdGFfXyI6eyJieSI6InRvcmNoIMOpIn0sInN0ZXBzIjp7ImR0eXBlIjoiSTY0Iiwic2",
  "hhcGUiOltdLCJkYXRhX29mZnNldHMiOlswLDhdfSwid2lkZSI6eyJkdHlwZSI6IkY2NCIsInNoYXBlIjpbM10sImRh",
  "dGFfb2Zmc2V0cyI6WzgsMzJdfSwibm9uZSI6eyJkdHlwZSI6IkYzMiIsInNoYXBlIjpbMCwzXSwiZGF0YV9vZmZzZX",
  "RzIjpbMzIsMzJdfSwid2VpZ2h0Ijp7ImR0eXBlIjoiRjMyIiwic2hhcGUiOlsyLDNdLCJkYXRhX29mZnNldHMiOlsz",
  "Miw1Nl19LCJpbnRzIjp7ImR0eXBlIjoiSTMyIiwic2hhcGUiOlsxXSwiZGF0YV9vZmZzZXRzIjpbNTYsNjBdfSwiYn",
  "JhaW4iOnsiZHR5cGUiOiJCRjE2Iiwic2hhcGUiOlszXSwiZGF0YV9vZmZzZXRzIjpbNjAsNjZdfSwiaGFsZiI6eyJk",
  "dHlwZSI6IkYxNiIsInNoYXBlIjpbNl0sImRhdGFfb2Zmc2V0cyI6WzY2LDc4XX0sInNob3J0cyI6eyJkdHlwZSI6Ik",
  "kxNiIsInNoYXBlIjpbMV0sImRhdGFfb2Zmc2V0cyI6Wzc4LDgwXX0sInRpbnkiOnsiZHR5cGUiOiJJOCIsInNoYXBl",
  "IjpbMSwxXSwiZGF0YV9vZmZzZXRzIjpbODAsODFdfSwiYnl0ZXMiOnsiZHR5cGUiOiJVOCIsInNoYXBlIjpbMl0sIm",
  "RhdGFfb2Zmc2V0cyI6WzgxLDgzXX0sIm1hc2siOnsiZHR5cGUiOiJCT09MIiwic2hhcGUiOlszXSwiZGF0YV9vZmZz",
  "ZXRzIjpbODMsODZdfX0gICAgICAgBwAAAAAAAABizeBLb9DZPxgtrZkc0eo/N6IdeCgE579cP8U/UDyWvklxC8C2hB",
  "E/odGKvy0Fs78AAACAwD9i/wEAAD4AgP97AQAAfAB+AICAAP8BAAE=",
);

test("a file of torch's opens, each kind with its numbers", () => {
  const { tensors, metadata } = loadSafetensors(TORCHS);
  expect(metadata).toEqual({ by: "torch é" });
  const read = Object.fromEntries(
    Object.entries(tensors).map(([name, x]) => [name, [x.dtype, x.shape, x.tolist()]]),
  );
  const f = Math.fround;
  expect(read).toEqual({
    weight: [
      "float32",
      [2, 3],
      [
        [1.5409960746765137, -0.293428897857666, -2.1787893772125244],
        [0.5684312582015991, -1.0845223665237427, -1.3985954523086548],
      ],
    ],
    steps: ["int64", [], 7],
    mask: ["bool", [3], [true, false, true]],
    wide: ["float64", [3], [0.4033468476292993, 0.8380263329976598, -0.7192575784693592]],
    half: ["float32", [6], [1.5, -0, 65504, 1 / (1 << 24), Number.POSITIVE_INFINITY, Number.NaN]],
    brain: ["float32", [3], [1.5, f(-3.00405527047391e38), f(9.183549615799121e-41)]],
    bytes: ["int64", [2], [0, 255]],
    ints: ["int64", [1], [-0x80000000]],
    shorts: ["int64", [1], [-32768]],
    tiny: ["int64", [1, 1], [[-128]]],
    none: ["float32", [0, 3], []],
  });
});

// The same: save({"b": torch.ones(2, 2), "a": torch.zeros(3), "n": torch.tensor([1, 2]), "m":
// torch.tensor([True]), "d": torch.ones(1, dtype=torch.float64)}, {"k": "v"}).
const TORCHS_BYTES = fromBase64(
  "MAEAAAAAAAB7Il9fbWV0YWRhdGFfXyI6eyJrIjoidiJ9LCJuIjp7ImR0eXBlIjoiSTY0Iiwic2hhcGUiOlsyXSwiZG",
  "F0YV9vZmZzZXRzIjpbMCwxNl19LCJkIjp7ImR0eXBlIjoiRjY0Iiwic2hhcGUiOlsxXSwiZGF0YV9vZmZzZXRzIjpb",
  "MTYsMjRdfSwiYSI6eyJkdHlwZSI6IkYzMiIsInNoYXBlIjpbM10sImRhdGFfb2Zmc2V0cyI6WzI0LDM2XX0sImIiOn",
  "siZHR5cGUiOiJGMzIiLCJzaGFwZSI6WzIsMl0sImRhdGFfb2Zmc2V0cyI6WzM2LDUyXX0sIm0iOnsiZHR5cGUiOiJC",
  "T09MIiwic2hhcGUiOlsxXSwiZGF0YV9vZmZzZXRzIjpbNTIsNTNdfX0gAQAAAAAAAAACAAAAAAAAAAAAAAAAAPA/AA",
  "AAAAAAAAAAAAAAAACAPwAAgD8AAIA/AACAPwE=",
);

test("what is written is what the reference implementation writes, byte for byte", () => {
  const one = (dtype: "float64") => tensor([1], { dtype });
  const bytes = saveSafetensors(
    {
      b: tensor([1, 1, 1, 1]).reshape([2, 2]),
      a: zeros([3]),
      n: tensor([1, 2], { dtype: "int64" }),
      m: tensor([true], { dtype: "bool" }),
      d: one("float64"),
    },
    { metadata: { k: "v" } },
  );
  expect(bytes).toEqual(TORCHS_BYTES);
});

test("what is written is read again: views, no elements, no dimensions, odd names", () => {
  const tensors: Record<string, Tensor> = {
    view: rand([3, 4]).t().slice(1, 3),
    expanded: tensor([1]).expand([4]),
    none: zeros([2, 0]),
    "": tensor(2),
    __proto: arange(3),
    'a "name"\n é 🦜': arange(3).eq(1),
  };
  Object.defineProperty(tensors, "__proto__", { value: tensor([3]), enumerable: true });
  const bytes = saveSafetensors(tensors);
  // From the middle of another buffer, at an odd place.
  const shifted = new Uint8Array(bytes.length + 3);
  shifted.set(bytes, 3);
  for (const given of [bytes, bytes.buffer, shifted.subarray(3), Buffer.from(bytes)]) {
    const { tensors: read, metadata } = loadSafetensors(given);
    expect(metadata).toEqual({});
    expect(Object.keys(read).sort()).toEqual(Object.keys(tensors).sort());
    for (const [name, x] of Object.entries(tensors)) {
      const y = read[name] as Tensor;
      expect([y.dtype, y.shape, equal(x, y)]).toEqual([x.dtype, x.shape, true]);
    }
  }
});

test("a net's state goes through a file", () => {
  const net = () => new Sequential(new Linear(3, 2), new BatchNorm1d(2));
  const [a, b] = [net(), net()];
  const x = rand([4, 3]);
  a.forward(x);
  b.loadStateDict(loadSafetensors(saveSafetensors(a.stateDict())).tensors);
  expect(b.eval().forward(x).tolist()).toEqual(a.eval().forward(x).tolist());
});

/** A file with this header and so many bytes after it. */
function file(header: string | Uint8Array, size = 0): Uint8Array {
  const text = typeof header === "string" ? new TextEncoder().encode(header) : header;
  const bytes = new Uint8Array(8 + text.length + size);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true);
  bytes.set(text, 8);
  return bytes;
}

const claiming = (length: bigint) => {
  const bytes = file("{}");
  new DataView(bytes.buffer).setBigUint64(0, length, true);
  return bytes;
};
const x = (shape: string, offsets: string, dtype = "F32") =>
  `{"dtype":"${dtype}","shape":${shape},"data_offsets":${offsets}}`;

describe("a broken file is refused in one sentence", () => {
  const cases: [name: string, bytes: Uint8Array, message: string][] = [
    ["too short", new Uint8Array(7), "must have at least 8 bytes, got 7"],
    ["header beyond the end", claiming(3n), "header must end within the file of 10 bytes, got 3"],
    ["huge header", claiming(1n << 63n), "header must have at most 100000000 bytes, got 92233720"],
    ["no JSON", file("{"), 'header must be a JSON object, got "{"'],
    ["no object", file("[]"), 'header must be a JSON object, got "[]"'],
    ["space in front", file(" {}"), "header must be a JSON object"],
    ["not UTF-8", file(Uint8Array.of(0x7b, 0xff, 0x7d)), "header must be UTF-8"],
    ["a key twice", file('{"a":1,"\\u0061":1}'), "header must name each once, got a twice"],
    [
      "an inner key twice",
      file('{"a":{"dtype":"F32","dtype":"F64"}}'),
      "header must name each once, got dtype twice",
    ],
    [
      "a long name twice",
      file(`{"${"a".repeat(9e6)}":1,"${"a".repeat(9e6)}":1}`),
      "header must name",
    ],
    ["no description", file('{"a":[1]}'), "a must be an object, got [1]"],
    ["no kind", file('{"a":{"shape":[]}}'), "dtype of a must be a string"],
    ["a shape of less than 0", file(`{"a":${x("[-1]", "[0,4]")}}`), "shape of a must be a list"],
    ["offsets that are none", file(`{"a":${x("[1]", "[0]")}}`), "data_offsets of a must be two"],
    ["another kind", file(`{"a":${x("[1]", "[0,1]", "F8_E4M3")}}`, 1), "dtype of a must be one of"],
    [
      "a kind of Object",
      file(`{"a":${x("[1]", "[0,1]", "toString")}}`, 1),
      "dtype of a must be one of F64, F32, F16, BF16, I64, U32, I32, U16, I16, U8, I8, BOOL, got toString",
    ],
    ["a shape that does not fit", file(`{"a":${x("[3]", "[0,8]")}}`, 8), "a must have 12 bytes"],
    [
      "a shape beyond counting",
      file(`{"a":${x("[4294967296,4294967296,4294967296]", "[0,4]")}}`, 4),
      "a must have 3.1691265005705735e+29 bytes for shape [4294967296, 4294967296, 4294967296] of F32, got 4",
    ],
    [
      "offsets that turn back",
      file(`{"a":${x("[1]", "[4,0]")}}`, 4),
      "data_offsets of a must begin at 0, got [4, 0]",
    ],
    [
      "offsets that overlap",
      file(`{"a":${x("[2]", "[0,8]")},"b":${x("[1]", "[4,8]")}}`, 8),
      "data_offsets of b must begin at 8, got [4, 8]",
    ],
    [
      "a gap",
      file(`{"a":${x("[1]", "[4,8]")}}`, 8),
      "data_offsets of a must begin at 0, got [4, 8]",
    ],
    ["a file cut off", file(`{"a":${x("[2]", "[0,8]")}}`, 4), "must have 8 bytes after the header"],
    ["a file too long", file("{}", 1), "must have 0 bytes after the header, got 1"],
    ["metadata of numbers", file('{"__metadata__":{"a":1}}'), "metadata must be strings, got 1"],
  ];
  for (const [name, bytes, message] of cases) {
    test(name, () => {
      const load = () => loadSafetensors(bytes);
      expect(load).toThrow(RangeError);
      expect(load).toThrow(`loadSafetensors: ${message}`);
    });
  }

  test("each byte changed or cut off gives an error of ours, or a file", () => {
    for (let i = 0; i < TORCHS_BYTES.length; i++) {
      for (const change of [0, 1, 0x22, 0x7d, 0xff]) {
        const bytes = TORCHS_BYTES.slice();
        bytes[i] = change;
        try {
          loadSafetensors(bytes);
        } catch (error) {
          expect(String(error)).toMatch(/^RangeError: loadSafetensors: /);
        }
      }
      expect(() => loadSafetensors(TORCHS_BYTES.subarray(0, i))).toThrow("loadSafetensors: ");
    }
  });
});

test("what cannot be written is refused, naming it", () => {
  const any = (value: unknown) => value as never;
  expect(() => saveSafetensors(any({ a: [1] }))).toThrow("saveSafetensors: a: must be a tensor");
  expect(() => saveSafetensors(any(tensor([1])))).toThrow("saveSafetensors: options must be");
  expect(() => saveSafetensors({ __metadata__: tensor([1]) })).toThrow("must not be __metadata__");
  expect(() => saveSafetensors({ "\ud800": tensor([1]) })).toThrow("got half of one");
  expect(() => saveSafetensors({}, any({ metadata: { a: 1 } }))).toThrow("metadata a must be a s");
  expect(() => saveSafetensors({}, any({ meta: {} }))).toThrow('unknown option "meta"');
  expect(() => loadSafetensors(any("x"))).toThrow("must be the bytes of a file");
});
