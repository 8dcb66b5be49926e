package org.tillmesh.retail.customer;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.query.Fold;
import org.tillmesh.retail.query.Found;
import org.tillmesh.retail.query.Index;
import org.tillmesh.retail.query.Sum;
import org.tillmesh.retail.query.Words;
import org.tillmesh.retail.sale.CommandKeys;
import org.tillmesh.retail.sale.IssuedDocument;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.TenderKind;
import org.tillmesh.store.Schema.Rows;

/** What customers are found by, and what they owe. */
public final class CustomerRows {
    private CustomerRows() {}

    private static final Fold SUM =
            new Sum<Money>(v -> Money.sar(((Value.Int) v).value()), money -> Value.of(money.minor()), Money::plus);

    public static final Map<String, Fold> FOLDS = Map.of(Index.ACCOUNT, SUM, Index.BRANCH_ACCOUNT, SUM);

    public static void customer(Customer customer, Rows rows) {
        rows.row(Index.CUSTOMER_WORDS, customer.id().value(), found(customer).toValue());
        if (!customer.conflicts().isEmpty()) {
            rows.row(Index.CUSTOMER_CONFLICT, customer.id().value(), Value.NULL);
        }
        Customer.CreatedBy by = customer.createdBy();
        if (by != null) {
            CommandKeys.row(by.till(), by.key(), CommandKeys.Command.NEW_CUSTOMER, rows);
        }
    }

    /** What a sale or return on account changes of what its customer owes. */
    public static void issued(IssuedDocument document, Rows rows) {
        Money account = document.takings().getOrDefault(TenderKind.ACCOUNT, Money.ZERO);
        if (document.customerId() != null && !account.isZero()) {
            rows.row(Index.ACCOUNT, document.customerId().value(), Value.of(account.minor()));
        }
    }

    /** What was paid towards an account takes off what its customer owes. */
    public static void payment(Payment payment, Rows rows) {
        rows.row(
                Index.ACCOUNT,
                payment.customer().value(),
                Value.of(payment.amount().negated().minor()));
        CommandKeys.row(payment.till(), payment.key(), CommandKeys.Command.PAY_ACCOUNT, rows);
    }

    /** The company's half of either, by the branch that it comes from. */
    public static void entry(AccountEntry entry, Rows rows) {
        rows.row(
                Index.BRANCH_ACCOUNT,
                Index.key(
                        entry.customer().value(),
                        entry.till() == null ? "" : entry.till().branch()),
                Value.of(entry.amount().minor()));
    }

    /** The words of a customer, and what he is ordered by. */
    static Found found(Customer customer) {
        var words = new TreeSet<>(Words.indexed(customer.name()));
        customer.phones().forEach(phone -> words.add(Customers.phoneDigits(phone)));
        if (customer.vatNumber() != null) {
            words.add(customer.vatNumber());
        }
        words.remove("");
        return new Found(String.join(" ", Words.of(customer.name())), "", true, List.copyOf(words));
    }
}
