// What people type and receive is nowhere but where it belongs: not in a log, an audit log, a health answer, a core
// dump, nor readable in any file of hub and terminal.
#include <fstream>

#include <catch2/catch.hpp>

#include "tests/journey/correspondence.h"

using namespace dayroom::journey;

namespace {

constexpr const char* kWrongPin = "918273";
constexpr const char* kChosenPin = "739146";
constexpr std::size_t kLongWord = 6;

bool is_letter_or_digit(const std::string& text, std::size_t at) {
    return at < text.size() && std::isalnum(static_cast<unsigned char>(text[at])) != 0;
}

/// As a word of its own: digits also occur by chance inside times, ports and hashes.
bool holds(const std::string& text, const std::string& canary) {
    for (auto at = text.find(canary); at != std::string::npos; at = text.find(canary, at + 1)) {
        if ((at == 0 || !is_letter_or_digit(text, at - 1)) && !is_letter_or_digit(text, at + canary.size()))
            return true;
    }
    return false;
}

std::string content(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

struct Canaries : Correspondence {
    SamplePerson second = facility.person(facility.first_unit(), true);
    Staff auditor{facility, "auditor"};
    Staff it{facility, "it"};
    std::vector<std::string> words = {"CANARYLETTER",
                                      "CANARYAPPEAL",
                                      "CANARYINBOUND",
                                      "CANARYDRAFT",
                                      "CANARYFORM",
                                      "Canaria",
                                      "Whitlock",
                                      "canary.address",
                                      "7654321",
                                      person.given_name,
                                      pal.name,
                                      person.pin,
                                      second.pin,
                                      std::string(kWrongPin),
                                      std::string(kChosenPin)};

    void none_in(const std::string& where, const std::string& text, std::size_t least = 1) {
        for (const std::string& word : words) {
            if (word.size() < least) continue;
            INFO(word << " in " << where);
            CHECK_FALSE(holds(text, word));
        }
    }
    void letters() {
        const auto letter = held(write_letter(terminal, pal.name, "CANARYLETTER with my own words"));
        terminal.drive({"wait receipt.follow", "click receipt.follow"});
        const std::string shown = bubble(terminal, "CANARYLETTER with my own words");
        CHECK(reject(letter["id"]) == 200);
        terminal.drive({"wait " + shown + ".appeal", "click " + shown + ".appeal", "wait appeal.text",
                        "type CANARYAPPEAL is harmless.", "click appeal.send", "wait dialog.confirm"});
        confirm_and_read_receipt(terminal);
        CHECK(approve(write_in(pal, "CANARYINBOUND from home")) == 200);
        open_thread(terminal, pal.name);
        bubble(terminal, "CANARYINBOUND from home");
    }
    void others() {
        ask_for_copy(terminal, "CANARYFORM details");
        confirm_and_read_receipt(terminal);
        terminal.drive({"click nav.home", "wait home.contacts", "click home.contacts", "wait contacts.new",
                        "click contacts.new", "click contact_form.name", "type Canaria Whitlock",
                        "click relationship.sister", "click contact_form.address", "type canary.address@mail.example",
                        "click contact_form.send", "wait dialog.confirm", "click dialog.confirm"});
        contact("Canaria Whitlock", "requested");
        CHECK(office.post("/api/v1/deposits", {{"resident_id", resident_id},
                                               {"cents", 7'654'321},
                                               {"source", "family"},
                                               {"idempotency_key", "canary"}})
                      .status /
                  100 ==
              2);
        begin_writing(terminal, pal.name);
        terminal.drive({"type CANARYDRAFT not finished", "wait write.draft_saved"});
    }
    void pins() {
        terminal.sign_out();
        terminal.sign_in(second.number, kWrongPin);
        terminal.wait_for("the refusal", [](const Node& node) { return node.id == "sign_in.message"; });
        terminal.drive({"click sign_in.clear_all", "gone sign_in.message"});
        terminal.sign_in(second);
        terminal.wait_for("the new PIN",
                          [](const Node& node) { return node.id == "new_pin.first" || node.id == "sign_in.new_pin"; });
        for (int round = 0; round < 2; ++round) {
            for (const char* digit = kChosenPin; *digit != '\0'; ++digit)
                terminal.drive({std::string("click sign_in.key.") + *digit});
            terminal.drive({"click sign_in.submit"});
        }
        terminal.wait_for("the rail", [](const Node& node) { return node.id == "nav.messages"; });
        terminal.sign_out();
        terminal.sign_in(person);
        begin_writing(terminal, pal.name);
        terminal.wait_for_text("CANARYDRAFT");
    }
    void search_answers() {
        std::string audit;
        for (std::int64_t after = 0;;) {
            const auto page = auditor.get("/api/v1/audit?limit=500&after=" + std::to_string(after));
            REQUIRE(page.status == 200);
            audit += page.body.dump();
            if (page.body["events"].empty()) break;
            after += 500;
        }
        CHECK(audit.find("sign_in") != std::string::npos);
        none_in("the audit log", audit);
        none_in("the health answer", auditor.get("/api/v1/health").body.dump());
        none_in("what terminals say of themselves", it.get("/api/v1/devices").body.dump());
    }
    /// Every file but the test's own ends of the terminal and the sheet that names the sample's people.
    void search_files() {
        int searched = 0;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(facility.folder())) {
            const std::string name = entry.path().filename();
            const bool own = name.starts_with("tree") || name.starts_with("script") || name == "sample-residents.txt";
            if (own || !entry.is_regular_file()) continue;
            CHECK_FALSE(name.starts_with("core"));
            // What is encrypted holds every short word, sooner or later.
            none_in(entry.path(), content(entry.path()), entry.path().extension() == ".log" ? 1 : kLongWord);
            ++searched;
        }
        CHECK(searched > 10);
        const std::string logs = facility.logs();
        for (const char* program : {"\"program\":\"agent\"", "\"event\":\"call\"", "\"event\":\"sign_in\""}) {
            INFO(program);  // every log is really there
            CHECK(logs.find(program) != std::string::npos);
        }
    }
};

int cores_here() {
    int found = 0;
    for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::current_path()))
        found += entry.path().filename().string().starts_with("core") ? 1 : 0;
    return found;
}

}  // namespace

TEST_CASE_METHOD(Canaries, "what people type and receive is in no log, no answer, no file, not even after a crash") {
    const int cores = cores_here();
    letters();
    others();
    pins();
    search_answers();
    search_files();
    terminal.crash();  // with a letter on the screen and a vault open
    facility.crash_hub();
    search_files();
    CHECK(cores_here() == cores);
}
