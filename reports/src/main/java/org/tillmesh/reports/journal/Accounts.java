package org.tillmesh.reports.journal;

import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.store.Transaction;
import org.tillmesh.store.View;

/** The numbers of a company's accounts. */
public final class Accounts {
    private static final String FIELD = "accounts";
    private static final String COMPANY = "company";
    private static final int NUMBER_MAX = 40;

    private final Map<Account, String> numbers = new EnumMap<>(Account.class);

    private Accounts() {
        for (Account account : Account.values()) {
            numbers.put(account, account.usual());
        }
    }

    /** The company's, over the usual ones. */
    public static Accounts of(View view) {
        var accounts = new Accounts();
        view.state(Scope.COMPANY, DocType.SETTINGS.ref(COMPANY))
                .flatMap(settings -> settings.value(FIELD))
                .ifPresent(value -> {
                    if (value instanceof Value.MapOf map) {
                        map.entries().forEach((code, number) -> Account.of(code)
                                .filter(account -> number instanceof Value.Text)
                                .ifPresent(account -> accounts.numbers.put(account, ((Value.Text) number).value())));
                    }
                });
        return accounts;
    }

    /** Sets the company's numbers, by the codes of the accounts; those that are left out are the usual ones. */
    public static void set(Transaction tx, SortedMap<String, String> numbers) {
        var values = new TreeMap<String, Value>();
        numbers.forEach((code, number) -> values.put(code, Value.of(number)));
        tx.put(Scope.COMPANY, DocType.SETTINGS.ref(COMPANY), FIELD, Value.map(values));
    }

    /** Whether a text can be an account's number: 1 to 40 letters, digits, dots and hyphens. */
    public static boolean isNumber(String text) {
        return text.length() <= NUMBER_MAX && text.matches("[\\p{L}\\p{Nd}][\\p{L}\\p{Nd}. _-]*");
    }

    public String number(Account account) {
        return numbers.getOrDefault(account, account.usual());
    }
}
