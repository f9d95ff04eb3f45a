package io.github.dl4jquantum;

import static com.tngtech.archunit.base.DescribedPredicate.anyElementThat;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.github.dl4jquantum.circuit.Ansatz;
import org.nd4j.linalg.factory.Nd4j;

/** The arrows between packages, which point down only. */
@AnalyzeClasses(packages = "io.github.dl4jquantum", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String ROOT = "io.github.dl4jquantum.";

    @ArchTest
    static final ArchRule ARROWS_POINT_DOWN = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("arbiter")
            .definedBy(ROOT + "arbiter..")
            .layer("forecast")
            .definedBy(ROOT + "forecast..")
            .layer("file")
            .definedBy(ROOT + "file..")
            .layer("layers")
            .definedBy(ROOT + "layers..")
            .layer("kernel")
            .definedBy(ROOT + "kernel..")
            .layer("differentiation")
            .definedBy(ROOT + "differentiation..")
            .layer("engine")
            .definedBy(ROOT + "engine")
            .layer("cpu")
            .definedBy(ROOT + "engine.cpu..")
            .layer("cuda")
            .definedBy(ROOT + "engine.cuda..")
            .layer("samediff")
            .definedBy(ROOT + "engine.samediff..")
            .layer("noisy")
            .definedBy(ROOT + "engine.noisy..")
            .layer("noise")
            .definedBy(ROOT + "noise..")
            .layer("backend")
            .definedBy(ROOT + "backend..")
            .layer("spi")
            .definedBy(ROOT + "engine.spi..")
            .layer("circuit")
            .definedBy(ROOT + "circuit..")
            .withOptionalLayers(true)
            .whereLayer("arbiter")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("forecast")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("file")
            .mayOnlyBeAccessedByLayers("forecast")
            .whereLayer("layers")
            .mayOnlyBeAccessedByLayers("forecast", "arbiter")
            .whereLayer("kernel")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("differentiation")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("engine")
            .mayOnlyBeAccessedByLayers("layers", "forecast", "differentiation", "kernel")
            // GRU, which has no circuits and so no choice of engines, runs in the loops of this one.
            .whereLayer("cpu")
            .mayOnlyBeAccessedByLayers("engine", "layers")
            .whereLayer("cuda")
            .mayOnlyBeAccessedByLayers("engine")
            .whereLayer("samediff")
            .mayOnlyBeAccessedByLayers("engine")
            .whereLayer("noisy")
            .mayOnlyBeAccessedByLayers("engine")
            .whereLayer("noise")
            .mayOnlyBeAccessedByLayers("noisy", "engine", "layers")
            .whereLayer("backend")
            .mayOnlyBeAccessedByLayers("noisy", "engine")
            .whereLayer("spi")
            .mayOnlyBeAccessedByLayers("cpu", "cuda", "samediff", "noisy", "engine", "layers");

    @ArchTest
    static final ArchRule CIRCUITS_ARE_VALUES = noClasses()
            .that()
            .resideInAnyPackage(ROOT + "circuit..", ROOT + "noise..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.nd4j.linalg..", "org.nd4j.autodiff..", "org.deeplearning4j..");

    @ArchTest
    static final ArchRule FUSED_ENGINES_NEED_NO_ND4J = noClasses()
            .that()
            .resideInAnyPackage(
                    ROOT + "engine.cpu..", ROOT + "engine.cuda..", ROOT + "engine.noisy..", ROOT + "engine.spi..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.nd4j..", "org.deeplearning4j..");

    @ArchTest
    static final ArchRule ARBITER_IS_OPTIONAL = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "arbiter..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.deeplearning4j.arbiter..");

    @ArchTest
    static final ArchRule PDE_DATA_IS_OPTIONAL = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT + "forecast..", ROOT + "pde..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + "pde..");

    @ArchTest
    static final ArchRule FORECASTERS_KNOW_NO_BASELINES = noClasses()
            .that()
            .resideInAPackage(ROOT + "forecast")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + "forecast.baseline");

    /** They read memory that the garbage collector may have freed: the JVM crashed in pullRows. */
    @ArchTest
    static final ArchRule NO_OPERATION_CRASHES = noClasses()
            .should()
            .callMethodWhere(target(owner(assignableTo(Nd4j.class))).and(target(nameMatching("pullRows|tear"))));

    /** In large methods C2 inlines no calls but the Vector API's own: a vector that another one takes becomes an object. */
    @ArchTest
    static final ArchRule VECTORS_STAY_IN_LOOPS = noMethods()
            .should()
            .haveRawReturnType(resideInAPackage("jdk.incubator.vector"))
            .orShould()
            .haveRawParameterTypes(anyElementThat(resideInAPackage("jdk.incubator.vector")));

    /** Of all packages, one by one. Ansatz, whose name users know, hands out what is put together of templates. */
    @ArchTest
    static final ArchRule NO_CYCLES = slices().matching(ROOT + "(**)")
            .should()
            .beFreeOfCycles()
            .ignoreDependency(type(Ansatz.class), resideInAPackage(ROOT + "circuit.template"));
}
