// Sets who is asking while a feature is called, so that the answers find it. Inside terminal/shell only.
#pragma once

#include "terminal/features/base/feature.h"

namespace dayroom::shell {

class Asking {
public:
    Asking(features::Feature*& slot, features::Feature* feature) : slot_(slot), before_(slot) { slot_ = feature; }
    ~Asking() { slot_ = before_; }
    Asking(const Asking&) = delete;
    Asking& operator=(const Asking&) = delete;

private:
    features::Feature*& slot_;
    features::Feature* before_;
};

}  // namespace dayroom::shell
