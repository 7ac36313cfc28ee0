package policy

import (
	"net/http"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/runtime"
)

func azures(req *policy.Request) {
	p := runtime.NewPipeline("m", "v1", runtime.PipelineOptions{}, nil)
	p.Do(req) // policy: 408,429,500,502-504 errors x4 exponential jitter retry-after:capped any-method rewinds context
	options := policy.RetryOptions{MaxRetries: 5, RetryDelay: time.Second, StatusCodes: []int{http.StatusServiceUnavailable}}
	q := runtime.NewPipeline("m", "v1", runtime.PipelineOptions{}, &policy.ClientOptions{Retry: options})
	q.Do(req) // policy: 503 errors x6 exponential 1s jitter retry-after:capped any-method rewinds context
	none := runtime.NewPipeline("m", "v1", runtime.PipelineOptions{}, &policy.ClientOptions{Retry: policy.RetryOptions{MaxRetries: -1}})
	none.Do(req) // policy: never
}
