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

# The same loop at the top level and in a function: milliseconds a million steps of each. `STEPS`
# are fewer where the top level is slow.
LOOPS = {
    "array elements": """let sum = 0; const items = Array.from({ length: 1000 }, (_, i) => i)
const t0 = performance.now()
for (let round = 0; round < STEPS / 1000; round++) for (const item of items) sum += item
const outside = performance.now() - t0
function same(steps: number) { let s = 0
  for (let round = 0; round < steps / 1000; round++) for (const item of items) s += item
  return s }
INSIDE""",
    "integer accumulator": """let whole = 0
const t0 = performance.now()
for (let i = 0; i < STEPS; i++) whole = (whole + i) & 0xffff
const outside = performance.now() - t0
function same(steps: number) { let s = 0
  for (let i = 0; i < steps; i++) s = (s + i) & 0xffff
  return s }
INSIDE""",
    "double accumulator": """let double = 0.5
const t0 = performance.now()
for (let i = 0; i < STEPS; i++) double += i * 0.5
const outside = performance.now() - t0
function same(steps: number) { let s = 0.5
  for (let i = 0; i < steps; i++) s += i * 0.5
  return s }
INSIDE""",
}
INSIDE = """same(1000); const t1 = performance.now(); const back = same(FULL)
console.log(outside / STEPS * FULL / (performance.now() - t1), back)"""


def loop(name: str, steps: int) -> str:
    """A cell that prints how many times slower the loop is at the top level."""
    code = LOOPS[name].replace("INSIDE", INSIDE)
    return code.replace("STEPS", str(steps)).replace("FULL", "20_000_000")
