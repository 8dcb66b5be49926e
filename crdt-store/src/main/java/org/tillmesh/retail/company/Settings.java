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
        @Nullable List<LabelLayout> labels)
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
            LabelLayout.DEFAULTS);

    public Settings {
        labels = labels == null ? null : List.copyOf(labels);
    }

    /** Without a word on labels. */
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
                first(labels, others.labels));
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
                labels);
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
                labels);
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
                labels);
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
                labels);
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
                layouts);
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
                "labels");
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
                                .toList());
    }
}
