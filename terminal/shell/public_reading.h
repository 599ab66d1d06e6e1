// Handbook and rules while nobody is signed in: where one is in them. It knows of no person.
#pragma once

#include <vector>

#include "terminal/features/documents/documents_feature.h"
#include "terminal/shell/navigation.h"

namespace dayroom::shell {

class PublicReading {
public:
    features::DocumentsFeature& feature() { return feature_; }
    /// It stands in place of the sign-in.
    bool shown() const { return !places_.empty(); }
    const features::Place& current() const { return places_.back(); }
    /// False: the step leads nowhere from here; only handbook and rules are gone to, and back from.
    bool take(Step step);
    /// Back to the sign-in; nothing of who has read here stays.
    void leave();

private:
    features::DocumentsFeature feature_;
    std::vector<features::Place> places_;  // empty: the sign-in
};

}  // namespace dayroom::shell
