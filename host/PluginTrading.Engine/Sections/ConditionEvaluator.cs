using PluginTrading.Sdk.Indicators;
using PluginTrading.Sdk.Strategies;

namespace PluginTrading.Engine.Sections;

/// <summary>A section made of conditions.</summary>
internal sealed class ConditionEvaluator(ConditionGroup group) : IStrategySection
{
    private ConditionTest _root = null!;

    public void Initialize(ISectionSetup setup) => _root = ConditionTest.Create(group, setup);

    public SectionResult Evaluate(SectionContext context) => _root.IsTrue() ? SectionResult.True(_root.Confidence()) : SectionResult.False;
}

/// <summary>A condition or group, bound to what it reads.</summary>
internal abstract class ConditionTest
{
    public static ConditionTest Create(ConditionNode node, ISectionSetup setup) => node switch
    {
        Condition condition => new SingleTest(condition, setup),
        ConditionGroup { Conditions: [] } => throw new ArgumentException("A group of conditions must not be empty.", nameof(node)),
        ConditionGroup { Logic: ConditionLogic.All } group => new AllTest([.. group.Conditions.Select(c => Create(c, setup))]),
        ConditionGroup { Logic: ConditionLogic.Any } group => new AnyTest([.. group.Conditions.Select(c => Create(c, setup))]),
        _ => throw new ArgumentException($"Unknown kind of condition: {node.GetType()}.", nameof(node)),
    };

    public abstract bool IsTrue();

    /// <summary>0 when false, else from 0.5 to 1.</summary>
    public abstract double Confidence();

    private sealed class AllTest(ConditionTest[] members) : ConditionTest
    {
        public override bool IsTrue()
        {
            foreach (var member in members)
            {
                if (!member.IsTrue())
                    return false;
            }

            return true;
        }

        public override double Confidence()
        {
            if (!IsTrue())
                return 0;
            var sum = 0.0;
            foreach (var member in members)
                sum += member.Confidence();
            return sum / members.Length;
        }
    }

    private sealed class AnyTest(ConditionTest[] members) : ConditionTest
    {
        public override bool IsTrue()
        {
            foreach (var member in members)
            {
                if (member.IsTrue())
                    return true;
            }

            return false;
        }

        public override double Confidence()
        {
            var largest = 0.0;
            foreach (var member in members)
                largest = Math.Max(largest, member.Confidence());
            return largest;
        }
    }

    private sealed class SingleTest : ConditionTest
    {
        private readonly Reading _reading;
        private readonly ConditionOperator _operator;
        private readonly double _low;
        private readonly double _high;

        public SingleTest(Condition condition, ISectionSetup setup)
        {
            _operator = condition.Operator;
            _low = condition.Value;
            _high = condition.UpperValue ?? condition.Value;
            if (!(_low <= _high))
                throw new ArgumentException($"The bounds of a condition on '{condition.Indicator.Name}' are reversed or not numbers: {_low}, {_high}.", nameof(condition));
            _reading = setup.Indicator(condition.Indicator.Name, condition.Indicator.Parameters);
            if (_operator is ConditionOperator.CrossesAbove or ConditionOperator.CrossesBelow)
                _reading.KeepPrevious();
        }

        public override bool IsTrue() => _operator switch
        {
            ConditionOperator.CrossesAbove => _reading.CrossesAbove(_low),
            ConditionOperator.CrossesBelow => _reading.CrossesBelow(_low),
            _ => Holds(_reading.Value),
        };

        public override double Confidence()
        {
            if (!IsTrue())
                return 0;
            var value = _reading.Value;
            return _operator switch
            {
                ConditionOperator.Between => _low == _high ? 1 : 1 - (0.5 * Math.Min(1, Math.Abs(value - Middle) / (_high - Middle))),
                ConditionOperator.Outside => Beyond(value, value < _low ? _low : _high),
                _ => Beyond(value, _low),
            };
        }

        private double Middle => _low + ((_high - _low) / 2);

        private static double Beyond(double value, double threshold) =>
            0.5 + (0.5 * Math.Min(1, Math.Abs(value - threshold) / Math.Max(Math.Abs(threshold), 1e-9)));

        private bool Holds(double value)
        {
            if (!double.IsFinite(value))
                return false;
            return _operator switch
            {
                ConditionOperator.Gt => Comparison.IsAbove(value, _low),
                ConditionOperator.Gte => Comparison.IsAtLeast(value, _low),
                ConditionOperator.Lt => Comparison.IsBelow(value, _low),
                ConditionOperator.Lte => Comparison.IsAtMost(value, _low),
                ConditionOperator.Between => value >= _low && value <= _high,
                ConditionOperator.Outside => value < _low || value > _high,
                _ => false,
            };
        }
    }
}
