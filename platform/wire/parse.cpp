#include "platform/wire/parse.h"

#include <google/protobuf/stubs/logging.h>

namespace dayroom::wire {

void quieten_parser() {
    static const bool quiet = [] {
        google::protobuf::SetLogHandler(nullptr);
        return true;
    }();
    (void)quiet;
}

}  // namespace dayroom::wire
