// Reports to the outside body: counts. (base/strings.js)
export const prea = {
    "nav.prea": "PREA counts",
    "prea.title": "Reports to the outside body",
    "prea.intro":
        "How many reports of sexual abuse the terminals handed over to this hub, closed to the outside body. Nobody here can read them, and nothing says who wrote one, where or at which hour.",
    "prea.waiting": {
        one: "{count} report waits to be fetched by the outside body.",
        other: "{count} reports wait to be fetched by the outside body.",
    },
    "prea.none": "No report has come yet",
    "prea.none_do": "When none comes for long, the outside body should write one itself and look for it.",
    "prea.column.day": "Day",
    "prea.column.received": "Received here",
    "prea.column.taken": "Taken by the outside body",
    "prea.column.answered": "Answers",
};
