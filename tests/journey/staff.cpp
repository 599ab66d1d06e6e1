#include "tests/journey/staff.h"

#include <fstream>

#include "tests/support/api_description.h"

namespace dayroom::journey {

Staff::Staff(Facility& facility, const std::string& role, const std::vector<std::string>& desks)
    : facility_(facility), token_(facility.staff_token(role, desks)) {}

StaffAnswer Staff::get(const std::string& path) { return call("GET", {}, path, {}); }

StaffAnswer Staff::send(const char* method, const std::string& path, const nlohmann::json& body) {
    return call(method, {"-X", method, "-H", "Content-Type: application/json", "--data-binary", "@-"}, path,
                body.dump());
}

// curl is the other system here: the API is met as its users meet it.
StaffAnswer Staff::call(const std::string& method, const std::vector<std::string>& options, const std::string& path,
                        const std::string& body) {
    const std::string header = facility_.path("staff.header");
    std::ofstream(header) << "Authorization: Bearer " << token_ << "\n";
    std::vector<std::string> command = {"/usr/bin/curl",
                                        "-sS",
                                        "--max-time",
                                        "30",
                                        "--cacert",
                                        facility_.hub_data() / "tls" / "ca.pem",
                                        "--connect-to",
                                        "hub.dayroom:443:" + facility_.staff_address(),
                                        "-H",
                                        "@" + header,
                                        "-w",
                                        "\n%{http_code} %{content_type}"};
    command.insert(command.end(), options.begin(), options.end());
    command.push_back("https://hub.dayroom" + path);
    const test::Finished done = test::run(command, body);
    const auto last_line = done.output.find_last_of('\n');
    StaffAnswer answer;
    if (done.exit_code != 0 || last_line == std::string::npos) throw std::runtime_error("curl: " + done.output);
    const std::string facts = done.output.substr(last_line + 1);
    answer.status = std::stoi(facts);
    answer.text = done.output.substr(0, last_line);
    answer.body = nlohmann::json::parse(answer.text, nullptr, false);
    const std::string findings = test::ApiDescription::of_the_hub().findings(
        {method, path, body.empty() ? nlohmann::json() : nlohmann::json::parse(body), answer.status,
         facts.substr(facts.find(' ') + 1), answer.text});
    if (!findings.empty())
        throw std::runtime_error(method + (" " + path) + ": " + facts + ", not as described: " + findings +
                                 answer.text);
    return answer;
}

}  // namespace dayroom::journey
