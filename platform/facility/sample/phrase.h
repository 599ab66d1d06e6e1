// Fills the slots of a hand-written sentence.
//
//   {day} {dish} …   a value of the language's slot list; the same one for the whole exchange
//   {aunt} {pet} …   names of a resident's world: the same in all conversations of that resident
//   {call}           how the speaker addresses the other; {you} the same; {me} the speaker's name; {self} "I" by
//   kinship {kid}            a child that both know {Day} {day^}     with a capital [y:a|b]          a if the one
//   addressed is a man, else b; [i:a|b] for the speaker, [k:a|b] for the child
#pragma once

#include <map>
#include <string>

#include "platform/facility/sample/assets.h"
#include "platform/facility/sample/dice.h"

namespace dayroom::facility::sample {

struct Speaker {
    std::string name;
    std::string term;  // what the other one calls them
    bool man = true;
};
struct Child {
    std::string name;  // empty: none
    bool boy = true;
};

/// Values that were chosen already, by slot.
using Chosen = std::map<std::string, std::string>;

struct PhraseContext {
    const Phrases* phrases = nullptr;
    const Speaker* speaker = nullptr;
    const Speaker* other = nullptr;
    const Child* child = nullptr;
    const Chosen* world = nullptr;  // of the resident
    Chosen* chosen = nullptr;       // of the exchange: grows
    Dice* dice = nullptr;
};

/// `text` with every slot filled. A slot that the language does not have stays visible, so that tests find it.
std::string fill(const std::string& text, const PhraseContext& context);
/// Whether the text speaks of a child.
bool needs_child(const std::string& text);
/// Whether any alternative of the first part of `turn` can do without a child.
bool works_without_child(const Turn& turn);
/// First letter as a capital: Latin letters with and without marks.
std::string capitalised(std::string text);

}  // namespace dayroom::facility::sample
