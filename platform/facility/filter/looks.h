// How far a text has been read by its plain and by its disguised view. Both are made when they are first needed: most
// texts are short and need neither.
#pragma once

#include <optional>
#include <string_view>

#include "platform/facility/filter/disguise_scan.h"
#include "platform/facility/filter/plain_scan.h"

namespace dayroom::facility::filter {

class Looks {
public:
    Looks(const Compiled& compiled, std::string_view text, Hits& hits)
        : compiled_(compiled), text_(text), hits_(hits) {}

    bool has_read_plainly(std::size_t start) const { return start < plain_until_; }
    /// From the start of a word to byte `to` at least.
    void read_plainly(Place start, std::size_t to);
    /// The same, from the word before it on, if that has not been read.
    void read_phrase(Place before, Place start, std::size_t to);

    bool has_read_disguised(std::size_t end) const { return end <= disguise_until_.byte; }
    /// The run of tokens that begins in front of `near`, or there, to byte `to` at least.
    void read_disguised(Place near, std::size_t to);

private:
    Place run_begin(Place near) const;
    bool stands_apart(std::size_t at) const;

    const Compiled& compiled_;
    std::string_view text_;
    Hits& hits_;
    std::optional<PlainScan> plain_;
    std::optional<DisguiseScan> disguise_;
    std::size_t plain_until_ = 0;  // byte up to which the plain view has been read
    Place disguise_until_;         // and the disguised one; no run goes on there
};

}  // namespace dayroom::facility::filter
