// The parent's side of dayroom-pages: one sandboxed child for one PDF. The hub is its only parent; no terminal ever
// reads a PDF. Blocking: on a worker thread. Safe from several threads at once.
#pragma once

#include <string>

#include "platform/base/time.h"
#include "platform/pages/page_answer.h"

namespace dayroom::pages {

/// By the wall clock, for all pages of a document.
inline constexpr Milliseconds kPagesTimeLimit{25'000};

class PagesChild {
public:
    /// `program`: path of dayroom-pages, beside the caller's own program; empty: there is none.
    PagesChild(std::string program, const Clock& clock, Milliseconds time_limit = kPagesTimeLimit)
        : program_(std::move(program)), clock_(clock), time_limit_(time_limit) {}

    bool installed() const { return !program_.empty(); }
    /// Pictures and words of all pages, or why it is refused. kTooLarge: more than kMaxFileBytes, or the child came to
    /// an end of its memory or time (kTimeout) on it; kIo when it cannot be started, crashed, or answered nonsense.
    Result<Rendering> render(ByteView pdf) const;

private:
    std::string program_;
    const Clock& clock_;
    Milliseconds time_limit_;
};

}  // namespace dayroom::pages
