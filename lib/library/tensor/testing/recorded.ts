import { type DType, type Tensor, tensor } from "../index.ts";

/** A recorded value: bytes of row-major elements. */
export interface RecordedValue {
  dtype: DType;
  shape: number[];
  base64: string;
}

/** The tensor that was recorded. */
export function recorded({ dtype, shape, base64 }: RecordedValue): Tensor {
  const bytes = Uint8Array.from(Buffer.from(base64, "base64"));
  const arrays = {
    float32: () => new Float32Array(bytes.buffer),
    float64: () => new Float64Array(bytes.buffer),
    int64: () => new BigInt64Array(bytes.buffer),
    bool: () => bytes,
  };
  return tensor(arrays[dtype](), { dtype }).reshape(shape);
}
