// What the parts of the scripted agent share.
#pragma once

#include <string>

#include "platform/agent/local.pb.h"

namespace dayroom::test {

inline void refuse(local::ToTerminal& answer, const char* code) { answer.mutable_problem()->set_code(code); }

inline void add_texts(google::protobuf::RepeatedPtrField<local::LocalText>* texts, const std::string& english,
                      const std::string& spanish) {
    auto* text = texts->Add();
    text->set_language("en");
    text->set_text(english);
    text = texts->Add();
    text->set_language("es");
    text->set_text(spanish);
}

}  // namespace dayroom::test
