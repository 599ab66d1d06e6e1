// Bars from numbers: scales with round steps. Pure.

/** A round step so that at most `lines` of them reach `most`. */
export function roundStep(most, lines = 4) {
    if (most <= lines) return 1;
    const raw = most / lines;
    const power = 10 ** Math.floor(Math.log10(raw));
    return (
        [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((step) => step >= raw && Number.isInteger(step)) ??
        10 * power
    );
}

/** The axis's values from 0 up: the last is at least `most`. */
export function axisValues(most, lines = 4) {
    const step = roundStep(Math.max(1, most), lines);
    const values = [0];
    while (values.at(-1) < most || values.length === 1) values.push(values.at(-1) + step);
    return values;
}

/**
 * Groups of bars side by side: [{label, bars: [{x, y, width, height, series}], x, width}] within width × height; `groups`:
 * [{label, values: [n…]}].
 */
export function layOut(groups, top, width, height, gap = 0.3) {
    const slot = width / Math.max(1, groups.length);
    return groups.map((group, index) => {
        const room = slot * (1 - gap);
        const each = room / Math.max(1, group.values.length);
        return {
            label: group.label,
            x: index * slot,
            width: slot,
            bars: group.values.map((value, series) => {
                const tall = (Math.max(0, value) / top) * height;
                return {
                    x: index * slot + (slot * gap) / 2 + series * each,
                    y: height - tall,
                    width: Math.max(1, each - 1),
                    height: tall,
                    series,
                    value,
                };
            }),
        };
    });
}
