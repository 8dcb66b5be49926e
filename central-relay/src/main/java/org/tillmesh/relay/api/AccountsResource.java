package org.tillmesh.relay.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.tillmesh.relay.folder.RelayException;
import org.tillmesh.relay.http.Asked;
import org.tillmesh.relay.http.Reply;
import org.tillmesh.relay.http.Route;
import org.tillmesh.relay.office.ReportOffice;
import org.tillmesh.reports.journal.Account;
import org.tillmesh.reports.journal.Accounts;
import org.tillmesh.reports.table.Titles;

/** {@code /accounts}: the numbers that the accounting journal posts to. */
final class AccountsResource {
    private static final String PATH = "/api/v1/accounts";

    private record Row(String account, String name, String nameAr, String number, String usual) {}

    private final ReportOffice office;

    AccountsResource(ReportOffice office) {
        this.office = office;
    }

    List<Route> routes() {
        return List.of(
                Route.get(PATH, asked -> answer(office.accounts())),
                Route.put(PATH, asked -> answer(office.setAccounts(numbers(asked)))));
    }

    private static TreeMap<String, String> numbers(Asked asked) {
        JsonNode body;
        try {
            body = JsonReply.MAPPER.readTree(asked.body());
        } catch (IOException e) {
            throw new RelayException("The body is no JSON; send an object like {\"cash\": \"1010\"}", e);
        }
        if (body == null || !body.isObject()) {
            throw new RelayException("The body is no JSON object; send one like {\"cash\": \"1010\"}");
        }
        var numbers = new TreeMap<String, String>();
        for (Map.Entry<String, JsonNode> each : body.properties()) {
            if (!each.getValue().isTextual()) {
                throw new RelayException("The number of \"" + each.getKey() + "\" is " + each.getValue()
                        + "; give it as text, like \"1010\"");
            }
            numbers.put(each.getKey(), each.getValue().textValue());
        }
        return numbers;
    }

    private static Reply answer(Accounts accounts) {
        return JsonReply.of(Map.of(
                "accounts",
                Arrays.stream(Account.values())
                        .map(account -> new Row(
                                account.code(),
                                Titles.word("account." + account.code(), Locale.ENGLISH),
                                Titles.word("account." + account.code(), Titles.ARABIC),
                                accounts.number(account),
                                account.usual()))
                        .toList()));
    }
}
