"""What the kernels are given to run, in TypeScript and, for IPython's kernel, in Python."""

TYPESCRIPT = {
    "first": "1 + 1",
    "base": "const base = 40",
    "varied": "base + {i}",
    "rejected": "const refused{i}: number = 'text {i}'",
    "long base": "interface Point {{ x: number; y: number }}\nconst unit: Point = {{ x: 1, y: 1 }}",
    "long": """function scaled{i}(points: Point[], factor: number): Point[] {{
  return points.map(({{ x, y }}) => ({{ x: x * factor, y: y * factor }}))
}}
const points{i}: Point[] = [unit, {{ x: {i}, y: 2 }}]
const bigger{i} = scaled{i}(points{i}, {i} + 1)
const lengths{i} = bigger{i}.map(({{ x, y }}) => Math.sqrt(x * x + y * y))
let total{i} = 0
for (const length of lengths{i}) {{
  total{i} += length
}}
const mean{i} = total{i} / lengths{i}.length
mean{i}.toFixed(3)""",
    "declare base": "const value0 = {{ a: 0, name: 'zero' }}",
    "declare": """const value{i} = {{ a: value{before}.a + {i}, name: 'value {i}' }}
function read{i}(more: number) {{ return value{i}.a + more }}""",
    "complete": "value3.",
    "member": "name",
    "inspect": "read3",
    "lines": "for (let line = 0; line < 100_000; line++) console.log(line)",
    "kept": "let kept = 42",
    "read kept": "kept",
    "loop": "console.log('ready'); for (;;) {{}}",
    "later loop": "await new Promise((f) => setTimeout(f, 5)); console.log('ready'); for (;;) {{}}",
    "timer loop": """setTimeout(() => {{ console.log('ready'); for (;;) {{}} }}, 5)
await new Promise(() => {{}})""",
}

PYTHON = {
    **TYPESCRIPT,
    "base": "base = 40",
    "rejected": "refused{i} = not_a_name_{i}",
    "long base": "from math import sqrt\nunit = dict(x=1, y=1)",
    "long": """def scaled{i}(points, factor):
    return [dict(x=p['x'] * factor, y=p['y'] * factor) for p in points]

points{i} = [unit, dict(x={i}, y=2)]
bigger{i} = scaled{i}(points{i}, {i} + 1)
lengths{i} = [sqrt(p['x'] * p['x'] + p['y'] * p['y']) for p in bigger{i}]
total{i} = 0
for length in lengths{i}:
    total{i} += length

mean{i} = total{i} / len(lengths{i})
f'{{mean{i}:.3f}}'""",
    "declare base": "value0 = dict(a=0, name='zero')",
    "declare": """value{i} = dict(a=value{before}['a'] + {i}, name='value {i}')
def read{i}(more): return value{i}['a'] + more""",
    "member": "items",
    "lines": "for line in range(100_000): print(line)",
    "kept": "kept = 42",
    "loop": "print('ready', flush=True)\nwhile True: pass",
    "later loop": "import asyncio\nawait asyncio.sleep(0.005)\nprint('ready', flush=True)\nwhile True: pass",
    "timer loop": """import asyncio
async def spin():
    print('ready', flush=True)
    while True: pass
await asyncio.gather(spin())""",
}

# What a loop needs, the variable that it writes, and the loop: `STEPS` is how often its body runs,
# fewer where the top level is slow.
LOOPS = {
    "sum over an array": (
        "const items = Array.from({ length: 10_000 }, (_, i) => i * 0.5)",
        "let sum = 0",
        "for (let round = 0; round < STEPS / 10_000; round++)\n"
        "  for (let i = 0; i < items.length; i++) sum += items[i]",
    ),
    "for-of": (
        "const items = Array.from({ length: 10_000 }, (_, i) => i * 0.5)",
        "let sum = 0",
        "for (let round = 0; round < STEPS / 10_000; round++) for (const item of items) sum += item",
    ),
    "integer counter": (
        "",
        "let count = 0",
        "for (let i = 0; i < STEPS; i++) count = (count + i) & 0xffff",
    ),
    "double accumulator": (
        "",
        "let sum = 0.5",
        "for (let i = 0; i < STEPS; i++) sum += i * 0.5",
    ),
    "three nested loops over a matrix": (
        """const side = 100
const rows = (f: (i: number, j: number) => number) =>
  Array.from({ length: side }, (_, i) => Array.from({ length: side }, (_, j) => f(i, j)))
const a = rows((i, j) => i + j * 0.5), b = rows((i, j) => i - j), c = rows(() => 0)""",
        "let entry = 0",
        """for (let round = 0; round < STEPS / 1_000_000; round++)
  for (let i = 0; i < side; i++)
    for (let j = 0; j < side; j++) {
      entry = 0
      for (let k = 0; k < side; k++) entry += a[i][k] * b[k][j]
      c[i][j] = entry
    }""",
    ),
    "building a string": (
        "",
        "let text = ''",
        "for (let i = 0; i < STEPS / 10; i++) text += 'ab'",
    ),
    "Monte Carlo": (
        "",
        "let hits = 0",
        """for (let i = 0; i < STEPS; i++) {
  const x = Math.random(), y = Math.random()
  if (x * x + y * y < 1) hits++
}""",
    ),
}
STEPS_IN_FUNCTION = 20_000_000


def loop(name: str, steps: int) -> str:
    """A cell that prints how long a step takes at the top level, and in a function."""
    before, variable, code = LOOPS[name]
    inside = code.replace("STEPS", str(STEPS_IN_FUNCTION))
    return f"""{before}
{variable}
const t0 = performance.now()
{code.replace("STEPS", str(steps))}
const outside = (performance.now() - t0) / {steps}
function same() {{
{variable}
{inside}
}}
const t1 = performance.now()
same()
console.log(outside, (performance.now() - t1) / {STEPS_IN_FUNCTION})"""
