#include "platform/facility/filter/looks.h"

#include "platform/facility/filter/roles.h"

namespace dayroom::facility::filter {

void Looks::read_plainly(Place start, std::size_t to) {
    if (!plain_) plain_.emplace(compiled_, text_, hits_);
    plain_until_ = plain_->read(start, to);
}

void Looks::read_phrase(Place before, Place start, std::size_t to) {
    read_plainly(has_read_plainly(before.byte) ? start : before, to);
}

void Looks::read_disguised(Place near, std::size_t to) {
    if (!disguise_) disguise_.emplace(compiled_, text_, hits_);
    disguise_until_ = disguise_->read(run_begin(near), to);
}

/// No run goes on there: what has been read is not gone back over, so all of this is linear in the text.
Place Looks::run_begin(Place near) const {
    if (near.byte <= disguise_until_.byte) return disguise_until_;
    while (near.byte > disguise_until_.byte && !stands_apart(near.byte)) {
        --near.byte;
        const bool inner = (static_cast<unsigned char>(text_[near.byte]) & 0xC0U) == 0x80;
        near.point -= inner ? 0 : 1;
    }
    return near;
}

/// A word of two different letters behind white space is joined to nothing in front of it.
bool Looks::stands_apart(std::size_t at) const {
    if (at == 0 || at + 1 >= text_.size() || !is_ascii_space(text_[at - 1])) return false;
    const auto first = static_cast<unsigned char>(text_[at]);
    const auto second = static_cast<unsigned char>(text_[at + 1]);
    return is_ascii_word(first) && is_ascii_word(second) && ((first ^ second) & ~0x20U) != 0;
}

}  // namespace dayroom::facility::filter
