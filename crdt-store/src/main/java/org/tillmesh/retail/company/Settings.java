package org.tillmesh.retail.company;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.document.FieldMap;
import org.tillmesh.retail.document.Fields;
import org.tillmesh.retail.document.StateDocument;
import org.tillmesh.retail.value.Money;
import org.tillmesh.store.Document;
import org.tillmesh.store.View;

/**
 * What the company decides for its tills; null leaves it as it is elsewhere: a branch's settings lie over the company's,
 * those over {@link #DEFAULTS}.
 *
 * @param id {@link #COMPANY}, or a branch's id
 * @param cashRounding cash totals are rounded to a multiple of so many halalas; 1 is not at all
 * @param cardRights what the branch that sold a gift card may keep of its rights to spend, per card
 * @param pointsPerRiyal points that a riyal spent earns; 0 for none
 * @param pointValue what a point pays
 * @param cashierDiscountMax percent of the undiscounted total that a cashier may give away in all
 * @param labels how the labels of scales are laid out, all of them; other codes are no labels
 * @param returnDays so many days after a sale its goods may come back; 0 for the day itself
 * @param notReturnable products and categories, by their ids, of which nothing comes back
 */
public record Settings(
        String id,
        @Nullable Money cashRounding,
        @Nullable Money cardRights,
        @Nullable Integer pointsPerRiyal,
        @Nullable Money pointValue,
        @Nullable Integer cashierDiscountMax,
        @Nullable String receiptFooter,
        @Nullable String receiptFooterAr,
        @Nullable List<LabelLayout> labels,
        @Nullable Integer returnDays,
        @Nullable List<String> notReturnable)
        implements StateDocument {
    public static final String COMPANY = "company";
    public static final Settings DEFAULTS = new Settings(
            COMPANY,
            Money.sar(1),
            Money.ZERO,
            0,
            Money.ZERO,
            Role.CASHIER_DISCOUNT_MAX_PERCENT,
            "",
            "",
            LabelLayout.DEFAULTS,
            null,
            List.of());

    public Settings {
        labels = labels == null ? null : List.copyOf(labels);
        notReturnable = notReturnable == null ? null : List.copyOf(notReturnable);
    }

    /** Without a word on labels and returns. */
    public Settings(
            String id,
            @Nullable Money cashRounding,
            @Nullable Money cardRights,
            @Nullable Integer pointsPerRiyal,
            @Nullable Money pointValue,
            @Nullable Integer cashierDiscountMax,
            @Nullable String receiptFooter,
            @Nullable String receiptFooterAr) {
        this(
                id,
                cashRounding,
                cardRights,
                pointsPerRiyal,
                pointValue,
                cashierDiscountMax,
                receiptFooter,
                receiptFooterAr,
                null,
                null,
                null);
    }

    /** Settings that decide nothing. */
    public static Settings none(String id) {
        return new Settings(id, null, null, null, null, null, null, null);
    }

    /** What counts in a store. */
    public static Settings inForce(View view, String branch) {
        Settings ofCompany =
                known(view, COMPANY).map(known -> known.over(DEFAULTS)).orElse(DEFAULTS);
        return known(view, branch).map(known -> known.over(ofCompany)).orElse(ofCompany);
    }

    /** What the company or a store has decided itself. */
    public static Optional<Settings> known(View view, String id) {
        return view.state(Scope.COMPANY, DocType.SETTINGS.ref(id)).map(Settings::of);
    }

    /** These where they say something, else the others. */
    public Settings over(Settings others) {
        return new Settings(
                id,
                first(cashRounding, others.cashRounding),
                first(cardRights, others.cardRights),
                first(pointsPerRiyal, others.pointsPerRiyal),
                first(pointValue, others.pointValue),
                first(cashierDiscountMax, others.cashierDiscountMax),
                first(receiptFooter, others.receiptFooter),
                first(receiptFooterAr, others.receiptFooterAr),
                first(labels, others.labels),
                first(returnDays, others.returnDays),
                first(notReturnable, others.notReturnable));
    }

    /** @param step 0.05 …; one halala for no rounding */
    public Settings withCashRounding(@Nullable Money step) {
        return new Settings(
                id,
                step,
                cardRights,
                pointsPerRiyal,
                pointValue,
                cashierDiscountMax,
                receiptFooter,
                receiptFooterAr,
                labels,
                returnDays,
                notReturnable);
    }

    public Settings withCardRights(@Nullable Money perCard) {
        return new Settings(
                id,
                cashRounding,
                perCard,
                pointsPerRiyal,
                pointValue,
                cashierDiscountMax,
                receiptFooter,
                receiptFooterAr,
                labels,
                returnDays,
                notReturnable);
    }

    /** What a riyal earns and a point pays. */
    public Settings withPoints(@Nullable Integer perRiyal, @Nullable Money worth) {
        return new Settings(
                id,
                cashRounding,
                cardRights,
                perRiyal,
                worth,
                cashierDiscountMax,
                receiptFooter,
                receiptFooterAr,
                labels,
                returnDays,
                notReturnable);
    }

    /** To which multiple cash is rounded down; one halala for none. */
    public Money cashStep() {
        return cashRounding == null || !cashRounding.isPositive() ? Money.sar(1) : cashRounding;
    }

    public Settings withCashierDiscountMax(@Nullable Integer percent) {
        return new Settings(
                id,
                cashRounding,
                cardRights,
                pointsPerRiyal,
                pointValue,
                percent,
                receiptFooter,
                receiptFooterAr,
                labels,
                returnDays,
                notReturnable);
    }

    public Settings withLabels(@Nullable List<LabelLayout> layouts) {
        return new Settings(
                id,
                cashRounding,
                cardRights,
                pointsPerRiyal,
                pointValue,
                cashierDiscountMax,
                receiptFooter,
                receiptFooterAr,
                layouts,
                returnDays,
                notReturnable);
    }

    /** The same with these terms of returns. */
    public Settings withReturns(@Nullable Integer days, @Nullable List<String> none) {
        return new Settings(
                id,
                cashRounding,
                cardRights,
                pointsPerRiyal,
                pointValue,
                cashierDiscountMax,
                receiptFooter,
                receiptFooterAr,
                labels,
                days,
                none);
    }

    /** Products and categories of which nothing comes back; none if nothing is decided. */
    public List<String> notReturnableOrNone() {
        return notReturnable == null ? List.of() : notReturnable;
    }

    /** The layouts of labels; none if nothing is decided. */
    public List<LabelLayout> labelsOrNone() {
        return labels == null ? List.of() : labels;
    }

    private static <T> @Nullable T first(@Nullable T mine, @Nullable T others) {
        return mine == null ? others : mine;
    }

    @Override
    public DocRef ref() {
        return DocType.SETTINGS.ref(id);
    }

    @Override
    public SortedMap<List<String>, Value> fields() {
        return new FieldMap()
                .put("cashRounding", cashRounding)
                .put("cardRights", cardRights)
                .putNumber("pointsPerRiyal", pointsPerRiyal)
                .put("pointValue", pointValue)
                .putNumber("cashierDiscountMax", cashierDiscountMax)
                .put("receiptFooter", receiptFooter)
                .put("receiptFooterAr", receiptFooterAr)
                .put(
                        "labels",
                        labels == null
                                ? null
                                : Value.list(labels.stream()
                                        .map(LabelLayout::toValue)
                                        .toList()))
                .putNumber("returnDays", returnDays)
                .put(
                        "notReturnable",
                        notReturnable == null
                                ? null
                                : Value.list(
                                        notReturnable.stream().map(Value::of).toList()))
                .toMap();
    }

    @Override
    public List<String> optionalFields() {
        return List.of(
                "cashRounding",
                "cardRights",
                "pointsPerRiyal",
                "pointValue",
                "cashierDiscountMax",
                "receiptFooter",
                "receiptFooterAr",
                "labels",
                "returnDays",
                "notReturnable");
    }

    public static Settings of(Document.State state) {
        Fields in = Fields.of(state);
        return new Settings(
                state.ref().id(),
                in.moneyOrNull("cashRounding"),
                in.moneyOrNull("cardRights"),
                in.smallNumberOrNull("pointsPerRiyal"),
                in.moneyOrNull("pointValue"),
                in.smallNumberOrNull("cashierDiscountMax"),
                in.textOrNull("receiptFooter"),
                in.textOrNull("receiptFooterAr"),
                in.value("labels") == null
                        ? null
                        : in.list("labels", LabelLayout::of).stream()
                                .flatMap(Optional::stream)
                                .toList(),
                in.smallNumberOrNull("returnDays"),
                in.value("notReturnable") == null ? null : in.texts("notReturnable"));
    }
}
