#!/usr/bin/env python3
"""Times kernels on a CUDA (or ROCm) device through PyTorch and writes them as a kernel table.

    python measure_kernels.py --precision bf16 --out h100-bf16.csv
    ./lockstep calibrate --from h100-bf16.csv --name my-h100 --out my-h100.json

One file holds one precision (fp32, tf32, fp16, bf16). Each kernel is warmed up and then timed between
CUDA events; a buffer larger than the last-level cache is overwritten before every run, as operands in a
training step do not lie in the cache either. The median counts. Needs PyTorch 2.0 or newer and nothing
else; takes a few minutes. The columns are described in docs/kernel-table.md.
"""

import argparse
import csv
import itertools
import random
import statistics
import sys

import torch
import torch.nn.functional as F

COLUMNS = (
    "kernel,precision,direction,batch,m,n,k,images,inputChannels,outputChannels,height,width,"
    "kernelHeight,kernelWidth,stride,groups,queries,keys,headSize,valueSize,causal,bytes,timeUs"
).split(",")

DTYPES = {
    "fp32": torch.float32,
    "tf32": torch.float32,
    "fp16": torch.float16,
    "bf16": torch.bfloat16,
}
FLUSH_BYTES = 512 << 20


class Timer:
    """Median microseconds of a function's kernels, each run from a cold cache."""

    def __init__(self, warm_up, runs):
        self.warm_up = warm_up
        self.runs = runs
        self.flush = torch.empty(FLUSH_BYTES // 4, dtype=torch.int32, device="cuda")

    def __call__(self, work):
        for _ in range(self.warm_up):
            work()
        times = []
        for _ in range(self.runs):
            start = torch.cuda.Event(enable_timing=True)
            end = torch.cuda.Event(enable_timing=True)
            self.flush.zero_()
            start.record()
            work()
            end.record()
            torch.cuda.synchronize()
            times.append(1000 * start.elapsed_time(end))
        return statistics.median(times)


def products():
    sizes = [64, 128, 256, 512, 1024, 2048, 4096, 8192]
    for side in sizes:
        yield 1, side, side, side
    for thin, wide in itertools.product([16, 64, 256, 1024], [2048, 8192]):
        yield 1, thin, wide, wide
        yield 1, wide, thin, wide
        yield 1, wide, wide, thin
    for batch, side in itertools.product([8, 32, 128], [64, 128, 256, 512]):
        yield batch, side, side, side
    drawn = random.Random(20240501)
    for _ in range(40):
        yield (1, *(8 * round(2 ** drawn.uniform(3, 10)) for _ in range(3)))


def convolutions():
    for images, (inputs, outputs, size, kernel, stride) in itertools.product(
        [8, 32, 128],
        [
            (64, 64, 56, 3, 1), (64, 256, 56, 1, 1), (128, 128, 28, 3, 1), (256, 512, 28, 1, 2),
            (256, 256, 14, 3, 1), (512, 512, 7, 3, 1), (3, 64, 112, 7, 2), (16, 16, 32, 3, 1),
            (32, 64, 16, 3, 2), (512, 2048, 7, 1, 1),
        ],
    ):
        yield images, inputs, outputs, size, kernel, stride


def attentions():
    for (batch, heads), positions, head in itertools.product(
        [(1, 16), (4, 16), (8, 32)], [256, 512, 1024, 2048, 4096], [64, 128]
    ):
        yield batch, heads, positions, head


def write_products(write, timer, dtype):
    for batch, m, n, k in products():
        shape = (lambda r, c: (r, c)) if batch == 1 else (lambda r, c: (batch, r, c))
        left = torch.randn(shape(m, k), device="cuda", dtype=dtype)
        right = torch.randn(shape(k, n), device="cuda", dtype=dtype)
        out = torch.empty(shape(m, n), device="cuda", dtype=dtype)
        micros = timer(lambda: torch.matmul(left, right, out=out))
        write(kernel="matrix-product", batch=batch, m=m, n=n, k=k, timeUs=micros)


def write_convolutions(write, timer, dtype):
    for images, inputs, outputs, size, kernel, stride in convolutions():
        pad = kernel // 2
        x = torch.randn(images, inputs, size * stride, size * stride, device="cuda", dtype=dtype)
        weight = torch.randn(outputs, inputs, kernel, kernel, device="cuda", dtype=dtype)
        x = x.to(memory_format=torch.channels_last)
        weight = weight.to(memory_format=torch.channels_last)
        y = F.conv2d(x, weight, stride=stride, padding=pad)
        gradient = torch.randn_like(y)

        def backward(input_gradient, weight_gradient):
            return torch.ops.aten.convolution_backward(
                gradient, x, weight, None, [stride, stride], [pad, pad], [1, 1], False, [0, 0], 1,
                [input_gradient, weight_gradient, False],
            )

        for direction, work in (
            ("forward", lambda: F.conv2d(x, weight, stride=stride, padding=pad)),
            ("input-gradient", lambda: backward(True, False)),
            ("weight-gradient", lambda: backward(False, True)),
        ):
            write(
                kernel="convolution", direction=direction, images=images, inputChannels=inputs,
                outputChannels=outputs, height=y.shape[2], width=y.shape[3], kernelHeight=kernel,
                kernelWidth=kernel, stride=stride, groups=1, timeUs=timer(work),
            )


def write_attentions(write, timer, dtype):
    for batch, heads, positions, head in attentions():
        shape = (batch, heads, positions, head)
        query, key, value = (
            torch.randn(shape, device="cuda", dtype=dtype, requires_grad=True) for _ in range(3)
        )
        out = F.scaled_dot_product_attention(query, key, value, is_causal=True)
        gradient = torch.randn_like(out)
        size = dict(
            kernel="attention", batch=batch * heads, queries=positions, keys=positions,
            headSize=head, valueSize=head, causal="true",
        )

        def forward():
            with torch.no_grad():
                F.scaled_dot_product_attention(query, key, value, is_causal=True)

        def backward():
            torch.autograd.grad(out, (query, key, value), gradient, retain_graph=True)

        write(**size, direction="forward", timeUs=timer(forward))
        write(**size, direction="input-gradient", timeUs=timer(backward))


def write_passes(write, timer, dtype):
    row = 1024
    for elements in (1 << shift for shift in range(14, 28)):
        x, y, out = (torch.randn(elements // row, row, device="cuda", dtype=dtype) for _ in range(3))
        gain, shift = torch.ones(row, device="cuda", dtype=dtype), torch.zeros(row, device="cuda", dtype=dtype)
        size = x.element_size() * elements
        for kernel, operands, work in (
            ("copy", 2, lambda: out.copy_(x)),
            ("relu", 2, lambda: torch.clamp_min(x, 0, out=out)),
            ("relu-gradient", 3, lambda: torch.ops.aten.threshold_backward(y, x, 0)),
            ("add", 3, lambda: torch.add(x, y, out=out)),
            ("gelu", 2, lambda: F.gelu(x)),
            ("bias", 2, lambda: torch.add(x, shift, out=out)),
            ("bias-gradient", 1, lambda: torch.sum(x, dim=0)),
            ("update", 3, lambda: out.sub_(y)),
            ("softmax", 2, lambda: torch.softmax(x, dim=-1)),
            ("layer-norm", 2, lambda: F.layer_norm(x, (row,), gain, shift)),
        ):
            write(kernel=kernel, bytes=operands * size, timeUs=timer(work))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--precision", choices=DTYPES, default="bf16")
    parser.add_argument("--out", default="-", help="CSV file; standard output by default")
    parser.add_argument("--warm-up", type=int, default=5)
    parser.add_argument("--runs", type=int, default=20)
    options = parser.parse_args()
    if not torch.cuda.is_available():
        sys.exit("measure_kernels: PyTorch finds no CUDA device here")
    torch.backends.cuda.matmul.allow_tf32 = options.precision == "tf32"
    torch.backends.cudnn.allow_tf32 = options.precision == "tf32"
    torch.backends.cudnn.benchmark = True
    out = sys.stdout if options.out == "-" else open(options.out, "w", newline="", encoding="utf-8")
    with out:
        out.write(f"# {torch.cuda.get_device_name()}, PyTorch {torch.__version__}, CUDA {torch.version.cuda}\n")
        table = csv.DictWriter(out, COLUMNS, lineterminator="\n")
        table.writeheader()

        def write(**row):
            row["timeUs"] = f"{row['timeUs']:.2f}"
            table.writerow({"precision": options.precision, **row})

        timer = Timer(options.warm_up, options.runs)
        dtype = DTYPES[options.precision]
        for part in (write_products, write_convolutions, write_attentions, write_passes):
            print(part.__name__.replace("write_", ""), file=sys.stderr)
            part(write, timer, dtype)


if __name__ == "__main__":
    main()
